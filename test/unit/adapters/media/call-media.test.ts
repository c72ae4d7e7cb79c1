import { expect } from '@open-wc/testing';
import { CallMedia } from '../../../../src/adapters/media/call-media.js';
import { DevicesStore } from '../../../../src/devices/devices.js';
import { BrowserDevices } from '../../../../src/adapters/media/browser-devices.js';
import type { ItError } from '../../../../src/it-error.js';
import { eventually } from '../../elements/stage.js';
import { PluggedDevices } from './fake-devices.js';

const KEY = 'it-widgets devices';

describe('the audio of calls', () => {
  let plugged: PluggedDevices;
  const stops: (() => unknown)[] = [];

  beforeEach(() => {
    localStorage.removeItem(KEY);
    plugged = new PluggedDevices();
  });

  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
    plugged.restore();
    localStorage.removeItem(KEY);
  });

  function page(): { media: CallMedia; devices: DevicesStore } {
    const media = new CallMedia();
    const devices = new DevicesStore(new BrowserDevices(media));
    stops.push(devices.start(), () => media.close());
    return { media, devices };
  }

  it('is opened on the microphone that was chosen, with the processing that was chosen, in the next page too', async () => {
    const { media, devices } = page();
    const [, second] = await plugged.inputs();
    await media.choose('microphone', second!.deviceId);
    devices.prefer({ processing: { echoCancellation: true, noiseSuppression: false, autoGainControl: false } });

    const next = page();
    await eventually('the list is read', () => next.devices.snapshot.inputs.length > 0);
    const microphone = await next.media.openMicrophone();
    expect(plugged.asked.at(-1)).to.deep.equal({
      echoCancellation: true,
      noiseSuppression: false,
      autoGainControl: false,
      deviceId: { exact: second!.deviceId },
    });
    expect(microphone.stream.getAudioTracks()[0]!.getSettings().deviceId).to.equal(second!.deviceId);
    expect(next.devices.snapshot.used.microphone).to.equal(second!.deviceId);
    microphone.stop();
  });

  it('keeps nothing in storage before somebody chose', async () => {
    const { media } = page();
    (await media.openMicrophone()).stop();
    expect(localStorage.getItem(KEY)).to.equal(null);
  });

  it('refuses a device that is not there by name, and remembers nothing of it', async () => {
    const { media, devices } = page();
    for (const [device, id] of [
      ['speaker', 'nobody'],
      ['speaker', ''],
      ['camera', 'default'],
    ] as const) {
      const error = await media.choose(device as 'speaker', id).then(
        () => undefined,
        (thrown: ItError) => thrown,
      );
      expect(error?.code, `${device} ${id}`).to.equal('device-missing');
    }
    expect(devices.snapshot.preferences.devices).to.deep.equal({});
    expect(localStorage.getItem(KEY)).to.equal(null);
  });

  it('asks for another microphone when the one in use is unplugged, once, and for the chosen one when it is back', async () => {
    const { media, devices } = page();
    const [first] = await plugged.inputs();
    await media.choose('microphone', first!.deviceId);
    (await media.openMicrophone()).stream.getAudioTracks();
    let changes = 0;
    stops.push(media.onMicrophone(() => (changes += 1)));

    plugged.unplug(first!.deviceId);
    await eventually('it is said', () => devices.snapshot.replaced);
    expect(devices.snapshot.replaced).to.deep.equal({ device: 'microphone', gone: first!.label });
    await eventually('another is asked for', () => changes > 0);
    (await media.openMicrophone()).stop();
    expect(plugged.asked.at(-1)!.deviceId).to.equal(undefined);

    plugged.plug(first!.deviceId);
    await eventually('the chosen one is asked for', () => changes === 2);
    expect(media.choice.constraints.deviceId).to.deep.equal({ exact: first!.deviceId });
  });

  it('follows the system when its default microphone changes, and only a call that uses the default', async () => {
    const { media, devices } = page();
    await eventually('the list is read', () => devices.snapshot.inputs.length > 0);
    let changes = 0;
    stops.push(media.onMicrophone(() => (changes += 1)));
    plugged.defaultGroup = 'another piece of hardware';
    plugged.plug();
    await eventually('another is asked for', () => changes === 1);

    const [first] = await plugged.inputs();
    await media.choose('microphone', first!.deviceId);
    expect(changes).to.equal(2);
    plugged.defaultGroup = 'a third';
    plugged.plug();
    await media.choice.list();
    expect(changes).to.equal(2);
  });

  it('asks again once there is a microphone, after there was none', async () => {
    const { media, devices } = page();
    const ids = ['default', ...(await plugged.inputs()).map(({ deviceId }) => deviceId)];
    plugged.unplug(...ids);
    await eventually('there is none', () => devices.snapshot.access === 'missing');
    const error = await media.openMicrophone().then(
      () => undefined,
      (thrown: ItError) => thrown.code,
    );
    expect(error).to.equal('microphone-missing');
    let changes = 0;
    stops.push(media.onMicrophone(() => (changes += 1)));
    plugged.plug(...ids);
    await eventually('it asks again', () => changes === 1);
    expect(devices.snapshot.access).to.equal('granted');
  });

  it('plays far ends on the chosen speaker, on the default when that is unplugged, and on it again when it is back', async () => {
    const { media, devices } = page();
    const players: HTMLAudioElement[] = [];
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function (this: HTMLAudioElement) {
      players.push(this);
      return play.call(this);
    };
    stops.push(() => (HTMLMediaElement.prototype.play = play));
    const [, second] = await plugged.outputs();
    await media.choose('speaker', second!.deviceId);
    const microphone = await media.openMicrophone();
    stops.push(media.playRemote(microphone.stream), () => microphone.stop());
    await eventually('it plays there', () => players[0]?.sinkId === second!.deviceId);

    plugged.unplug(second!.deviceId);
    await eventually('it plays on the default', () => players[0]?.sinkId === '');
    expect(devices.snapshot.replaced).to.deep.equal({ device: 'speaker', gone: second!.label });
    expect(players[0]!.paused).to.equal(false);

    plugged.plug(second!.deviceId);
    await eventually('it plays there again', () => players[0]?.sinkId === second!.deviceId);
  });

  it('shares the choice with the other tabs', async () => {
    const { devices } = page();
    const stored = JSON.stringify({ ringVolume: 0.25, ringtone: 'bell' });
    localStorage.setItem(KEY, stored);
    // As the browser tells every other tab of the origin.
    dispatchEvent(new StorageEvent('storage', { key: KEY, newValue: stored }));
    expect(devices.snapshot.preferences.ringVolume).to.equal(0.25);
    expect(devices.snapshot.preferences.ringtone).to.equal('bell');
  });
});
