import { HeadsetReports, TELEPHONY_PAGE, type Collection, type HeadsetLights } from './headset-reports.js';

/** WebHID as far as it is used here (https://wicg.github.io/webhid/); TypeScript has no types for it. */
interface HidDevice extends EventTarget {
  readonly productName: string;
  readonly opened: boolean;
  readonly collections: readonly Collection[];
  open(): Promise<void>;
  close(): Promise<void>;
  sendReport(reportId: number, data: Uint8Array<ArrayBuffer>): Promise<void>;
}
interface Hid extends EventTarget {
  getDevices(): Promise<HidDevice[]>;
  requestDevice(options: { filters: readonly { usagePage: number }[] }): Promise<HidDevice[]>;
}

/** What the wearer wants of the phone. */
export interface HeadsetCommands {
  /** Took the call: answer what rings. */
  offHook(): void;
  /** Put it down: hang up. */
  onHook(): void;
  /** One button for both. */
  hook(): void;
  toggleMute(): void;
  /** Connected: its name; undefined: none is. */
  connected(name: string | undefined): void;
}

const DARK: HeadsetLights = { mute: false, offHook: false, ring: false };

/** Whether this browser can speak with a headset's buttons. */
export function hasWebHid(): boolean {
  return 'hid' in navigator;
}

/** The buttons and lights of one headset (WebHID). One that was allowed before is used as soon as it is plugged in. */
export class Headset {
  readonly #hid: Hid;
  readonly #commands: HeadsetCommands;
  #device: HidDevice | undefined;
  #reports: HeadsetReports | undefined;
  #lights = DARK;
  #mine = false;
  #stopped = false;

  constructor(commands: HeadsetCommands) {
    this.#hid = (navigator as unknown as { hid: Hid }).hid;
    this.#commands = commands;
    this.#hid.addEventListener('connect', this.#plugged);
    this.#hid.addEventListener('disconnect', this.#unplugged);
  }

  /** Shows the browser's list of headsets; to be called within a click. Resolves also when none was chosen. */
  async request(): Promise<void> {
    const chosen = await this.#hid.requestDevice({ filters: [{ usagePage: TELEPHONY_PAGE }] }).catch(() => []);
    await this.#useFirst(chosen);
  }

  /** What the headset should show. `mine` false: another tab of this browser speaks with it. */
  show(lights: HeadsetLights, mine = true): void {
    if (mine !== this.#mine) {
      this.#mine = mine;
      if (!mine) void this.#release();
    }
    // It may have been allowed in another tab.
    if (mine && !this.#device) void this.#findAllowed();
    if (lights.mute === this.#lights.mute && lights.offHook === this.#lights.offHook && lights.ring === this.#lights.ring) return;
    this.#lights = lights;
    this.#send();
  }

  /** Everything dark, and the device is free for others. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#hid.removeEventListener('connect', this.#plugged);
    this.#hid.removeEventListener('disconnect', this.#unplugged);
    this.#lights = DARK;
    this.#send();
    await this.#release();
  }

  async #findAllowed(): Promise<void> {
    await this.#useFirst(await this.#hid.getDevices().catch(() => []));
  }

  async #useFirst(devices: readonly HidDevice[]): Promise<void> {
    for (const device of devices) {
      const reports = new HeadsetReports(device.collections);
      if (this.#device || this.#stopped || !this.#mine || !reports.isHeadset) continue;
      this.#device = device;
      this.#reports = reports;
      try {
        if (!device.opened) await device.open();
        device.addEventListener('inputreport', this.#reported);
        this.#commands.connected(device.productName);
        this.#send();
      } catch {
        // Another program has it for itself.
        this.#device = this.#reports = undefined;
      }
    }
  }

  async #release(): Promise<void> {
    const device = this.#device;
    this.#device = this.#reports = undefined;
    device?.removeEventListener('inputreport', this.#reported);
    if (device?.opened) await device.close().catch(() => undefined);
  }

  #send(): void {
    for (const { reportId, data } of this.#reports?.write(this.#lights) ?? []) void this.#device?.sendReport(reportId, data).catch(() => undefined);
  }

  readonly #reported = (event: Event): void => {
    const { reportId, data } = event as Event & { readonly reportId: number; readonly data: DataView };
    for (const done of this.#reports?.read(reportId, data) ?? []) {
      if (done === 'off-hook') this.#commands.offHook();
      else if (done === 'on-hook') this.#commands.onHook();
      else if (done === 'hook') this.#commands.hook();
      else this.#commands.toggleMute();
    }
  };

  readonly #plugged = (): void => void this.#findAllowed();

  readonly #unplugged = (event: Event): void => {
    if ((event as Event & { readonly device: HidDevice }).device !== this.#device) return;
    void this.#release();
    this.#commands.connected(undefined);
    void this.#findAllowed();
  };
}
