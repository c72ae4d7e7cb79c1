import { expect } from '@open-wc/testing';
import { Headset } from '../../../../src/adapters/browser/headset.js';
import { HeadsetReports, type Collection } from '../../../../src/adapters/browser/headset-reports.js';
import { eventually } from '../../elements/stage.js';

/** As USB headsets describe themselves: report 1 hook switch and mute, six bits of padding; report 2 the lights, five bits of padding. */
function telephony(hookIsAbsolute = true): Collection {
  return {
    usagePage: 0x0b,
    inputReports: [
      {
        reportId: 1,
        items: [
          { usages: [0x0b0020], isAbsolute: hookIsAbsolute, reportSize: 1, reportCount: 1 },
          { usages: [0x0b002f], isAbsolute: false, reportSize: 1, reportCount: 1 },
          { usages: [], reportSize: 6, reportCount: 1 },
        ],
      },
    ],
    outputReports: [
      {
        reportId: 2,
        items: [
          { usages: [0x080009, 0x080017, 0x080018], reportSize: 1, reportCount: 3 },
          { usages: [], reportSize: 5, reportCount: 1 },
        ],
      },
    ],
  };
}

class FakeHeadset extends EventTarget {
  readonly productName = 'Fake Headset';
  readonly collections: readonly Collection[];
  opened = false;
  /** Reports that the page sent. */
  readonly sent: number[][] = [];

  constructor(collections: readonly Collection[] = [telephony()]) {
    super();
    this.collections = collections;
  }

  async open(): Promise<void> {
    this.opened = true;
  }

  async close(): Promise<void> {
    this.opened = false;
  }

  async sendReport(reportId: number, data: Uint8Array): Promise<void> {
    this.sent.push([reportId, ...data]);
  }

  /** The wearer presses: bits of report 1. */
  says(bits: number): void {
    const event = Object.assign(new Event('inputreport'), { reportId: 1, data: new DataView(new Uint8Array([bits]).buffer) });
    this.dispatchEvent(event);
  }
}

class FakeHid extends EventTarget {
  allowed: FakeHeadset[] = [];
  chosen: FakeHeadset[] = [];
  readonly asked: unknown[] = [];

  async getDevices(): Promise<FakeHeadset[]> {
    return this.allowed;
  }

  async requestDevice(options: unknown): Promise<FakeHeadset[]> {
    this.asked.push(options);
    this.allowed = [...this.allowed, ...this.chosen];
    return this.chosen;
  }
}

describe('a headset', () => {
  const native = Object.getOwnPropertyDescriptor(Navigator.prototype, 'hid');
  let hid: FakeHid;
  let heard: string[];
  let headset: Headset;

  beforeEach(() => {
    hid = new FakeHid();
    Object.defineProperty(Navigator.prototype, 'hid', { configurable: true, value: hid });
    heard = [];
  });

  afterEach(async () => {
    await headset.stop();
    if (native) Object.defineProperty(Navigator.prototype, 'hid', native);
  });

  function speaks(): Headset {
    return (headset = new Headset({
      offHook: () => heard.push('off-hook'),
      onHook: () => heard.push('on-hook'),
      hook: () => heard.push('hook'),
      toggleMute: () => heard.push('mute'),
      connected: (name) => heard.push(`connected ${name}`),
    }));
  }

  const dark = { ring: false, offHook: false, mute: false };

  it('that was allowed before is used at once; its buttons are heard, each press once', async () => {
    const device = new FakeHeadset();
    hid.allowed = [device];
    speaks().show(dark);
    await eventually('it is open', () => heard.includes('connected Fake Headset'));
    device.says(0b01);
    device.says(0b01);
    device.says(0b11);
    device.says(0b01);
    device.says(0b00);
    expect(heard.slice(1)).to.deep.equal(['off-hook', 'mute', 'on-hook']);
  });

  it('whose hook switch is one button for both says just that', async () => {
    const device = new FakeHeadset([telephony(false)]);
    hid.allowed = [device];
    speaks().show(dark);
    await eventually('it is open', () => heard.length > 0);
    device.says(0b01);
    device.says(0b00);
    device.says(0b01);
    expect(heard.slice(1)).to.deep.equal(['hook', 'hook']);
  });

  it('rings, goes off the hook and shows mute, by the bits of its own descriptor', async () => {
    const device = new FakeHeadset();
    hid.allowed = [device];
    speaks().show({ ...dark, ring: true });
    await eventually('it rings', () => device.sent.length > 0);
    headset.show({ ...dark, offHook: true });
    headset.show({ ...dark, offHook: true });
    headset.show({ ...dark, offHook: true, mute: true });
    expect(device.sent).to.deep.equal([
      [2, 0b100],
      [2, 0b010],
      [2, 0b011],
    ]);
    await headset.stop();
    expect(device.sent.at(-1)).to.deep.equal([2, 0]);
    expect(device.opened).to.equal(false);
  });

  it('is asked for by the button, as a telephony device and nothing else', async () => {
    hid.chosen = [new FakeHeadset()];
    speaks().show(dark);
    await headset.request();
    expect(hid.asked).to.deep.equal([{ filters: [{ usagePage: 0x0b }] }]);
    await eventually('it is open', () => heard.includes('connected Fake Headset'));
  });

  it('that is unplugged is said to be gone, and used again when it is plugged in', async () => {
    const device = new FakeHeadset();
    hid.allowed = [device];
    speaks().show(dark);
    await eventually('it is open', () => heard.length === 1);
    hid.allowed = [];
    hid.dispatchEvent(Object.assign(new Event('disconnect'), { device }));
    expect(heard.at(-1)).to.equal('connected undefined');
    const again = new FakeHeadset();
    hid.allowed = [again];
    hid.dispatchEvent(Object.assign(new Event('connect'), { device: again }));
    await eventually('it is open again', () => again.opened);
  });

  it('is left to the tab that has the line', async () => {
    const device = new FakeHeadset();
    hid.allowed = [device];
    speaks().show(dark, false);
    await headset.request();
    expect(device.opened).to.equal(false);
    headset.show(dark, true);
    await eventually('it is open', () => device.opened);
    headset.show(dark, false);
    await eventually('it is free', () => !device.opened);
  });

  it('without a hook switch, and any other device, is none', () => {
    expect(
      new HeadsetReports([{ usagePage: 0x0c, inputReports: [{ reportId: 1, items: [{ usages: [0x0b0020], reportSize: 1, reportCount: 1 }] }] }]).isHeadset,
    ).to.equal(false);
    expect(new HeadsetReports([{ usagePage: 0x0b, inputReports: [] }]).isHeadset).to.equal(false);
    expect(new HeadsetReports([telephony()]).isHeadset).to.equal(true);
    headset = speaks();
  });

  it('may describe its lights as a range of usages, behind others of its own', () => {
    const reports = new HeadsetReports([
      {
        usagePage: 0x0b,
        outputReports: [
          {
            reportId: 7,
            items: [
              { usages: [0xff000001], reportSize: 4, reportCount: 2 },
              { isRange: true, usageMinimum: 0x080017, usageMaximum: 0x080018, usages: [], reportSize: 1, reportCount: 2 },
            ],
          },
        ],
      },
    ]);
    expect(reports.write({ ring: true, offHook: false, mute: true }).map(({ reportId, data }) => [reportId, ...data])).to.deep.equal([[7, 0, 0b10]]);
    headset = speaks();
  });
});
