/** Plugs the browser's fake devices in and out: Chromium has two inputs and two outputs beside the defaults. Everything else stays the browser's own. */
export class PluggedDevices {
  readonly #list = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
  readonly #open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  readonly #gone = new Set<string>();
  /** Whatever of each device was opened. */
  readonly tracks: MediaStreamTrack[] = [];
  /** Constraints of every microphone that was asked for. */
  readonly asked: MediaTrackConstraints[] = [];
  /** Another device is the system's default microphone now. */
  defaultGroup: string | undefined;

  constructor() {
    navigator.mediaDevices.enumerateDevices = async () => {
      const all = (await this.#list()).filter(({ deviceId }) => !this.#gone.has(deviceId));
      return all.map((device) =>
        device.deviceId === 'default' && this.defaultGroup !== undefined
          ? ({ kind: device.kind, deviceId: 'default', label: device.label, groupId: this.defaultGroup } as MediaDeviceInfo)
          : device,
      );
    };
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const audio = constraints?.audio as MediaTrackConstraints;
      this.asked.push(audio);
      const { exact } = (audio.deviceId ?? {}) as { exact?: string };
      if (exact !== undefined && this.#gone.has(exact)) throw new OverconstrainedError('deviceId');
      if (this.#gone.has('default') && exact === undefined) throw new DOMException('none', 'NotFoundError');
      const stream = await this.#open(constraints);
      this.tracks.push(...stream.getAudioTracks());
      return stream;
    };
  }

  async outputs(): Promise<MediaDeviceInfo[]> {
    return (await this.#list()).filter(({ kind, deviceId }) => kind === 'audiooutput' && deviceId !== 'default');
  }

  async inputs(): Promise<MediaDeviceInfo[]> {
    return (await this.#list()).filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== 'default');
  }

  /** Tracks of it end, as the browser ends them: not by `stop()` of the page, so `ended` is told. */
  unplug(...ids: readonly string[]): void {
    for (const id of ids) {
      this.#gone.add(id);
      for (const track of this.tracks.filter((one) => one.getSettings().deviceId === id)) {
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
    }
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }

  plug(...ids: readonly string[]): void {
    for (const id of ids) this.#gone.delete(id);
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }

  restore(): void {
    for (const track of this.tracks) track.stop();
    navigator.mediaDevices.enumerateDevices = this.#list;
    navigator.mediaDevices.getUserMedia = this.#open;
  }
}
