/** HID Usage Tables 1.5: page 0x0B (Telephony) is what a headset says, page 0x08 (LED) what it shows; a usage is `page << 16 | id`. */
export const TELEPHONY_PAGE = 0x0b;
const HOOK_SWITCH = 0x0b0020;
const PHONE_MUTE = 0x0b002f;
const LED = { mute: 0x080009, offHook: 0x080017, ring: 0x080018 } as const;

/** What a headset shows, or makes heard. */
export type HeadsetLights = Readonly<Record<keyof typeof LED, boolean>>;

/** The parts of WebHID's types that are read here (https://wicg.github.io/webhid/). */
export interface ReportItem {
  readonly usages?: readonly number[];
  readonly usageMinimum?: number;
  readonly usageMaximum?: number;
  readonly isRange?: boolean;
  readonly isAbsolute?: boolean;
  readonly reportSize?: number;
  readonly reportCount?: number;
}
export interface Report {
  readonly reportId?: number;
  readonly items?: readonly ReportItem[];
}
export interface Collection {
  readonly usagePage?: number;
  readonly inputReports?: readonly Report[];
  readonly outputReports?: readonly Report[];
  readonly children?: readonly Collection[];
}

/** One control of a report: `bit` counts from the report's beginning. */
interface Control {
  readonly usage: number;
  readonly bit: number;
  readonly absolute: boolean;
}

interface Layout {
  readonly reportId: number;
  readonly bytes: number;
  readonly controls: readonly Control[];
}

/** Reads and writes the reports of one headset, by what its descriptor says of them. */
export class HeadsetReports {
  readonly #inputs: readonly Layout[];
  readonly #outputs: readonly Layout[];
  readonly #pressed = new Map<number, boolean>();

  constructor(collections: readonly Collection[]) {
    const all = collections.filter(isTelephony).flatMap(withChildren);
    this.#inputs = all.flatMap(({ inputReports }) => inputReports ?? []).map(layoutOf);
    this.#outputs = all.flatMap(({ outputReports }) => outputReports ?? []).map(layoutOf);
  }

  /** It has a hook switch: a device without one is no headset for calls. */
  get isHeadset(): boolean {
    return this.#inputs.some(({ controls }) => controls.some(({ usage }) => usage === HOOK_SWITCH));
  }

  /**
   * What the wearer did: `off-hook` took the call, `on-hook` put it down, `hook` pressed a button that is both (a relative control), `mute` pressed mute.
   * Only changes count: devices repeat their state.
   */
  read(reportId: number, data: DataView): readonly ('off-hook' | 'on-hook' | 'hook' | 'mute')[] {
    const layout = this.#inputs.find((one) => one.reportId === reportId);
    return (layout?.controls ?? []).flatMap(({ usage, bit, absolute }) => {
      const byte = bit >> 3;
      if (byte >= data.byteLength) return [];
      const on = ((data.getUint8(byte) >> (bit & 7)) & 1) === 1;
      const before = this.#pressed.get(usage) ?? false;
      this.#pressed.set(usage, on);
      if (on === before) return [];
      if (usage === PHONE_MUTE) return on ? ['mute' as const] : [];
      if (usage !== HOOK_SWITCH) return [];
      if (absolute) return [on ? ('off-hook' as const) : ('on-hook' as const)];
      return on ? ['hook' as const] : [];
    });
  }

  /** The output reports that show this; a light that the headset does not have is left out. */
  write(lights: HeadsetLights): readonly { readonly reportId: number; readonly data: Uint8Array<ArrayBuffer> }[] {
    const on = new Set(Object.entries(LED).flatMap(([name, usage]) => (lights[name as keyof HeadsetLights] ? [usage as number] : [])));
    const known = new Set<number>(Object.values(LED));
    return this.#outputs
      .filter(({ controls }) => controls.some(({ usage }) => known.has(usage)))
      .map(({ reportId, bytes, controls }) => {
        const data = new Uint8Array(bytes);
        for (const { usage, bit } of controls) if (on.has(usage)) data[bit >> 3]! |= 1 << (bit & 7);
        return { reportId, data };
      });
  }
}

function isTelephony({ usagePage, children }: Collection): boolean {
  return usagePage === TELEPHONY_PAGE || (children ?? []).some(isTelephony);
}

function withChildren(collection: Collection): Collection[] {
  return [collection, ...(collection.children ?? []).flatMap(withChildren)];
}

/** Items follow each other bit by bit; only single bits are switches and lights. */
function layoutOf({ reportId = 0, items = [] }: Report): Layout {
  let bit = 0;
  const controls: Control[] = [];
  for (const { usages = [], usageMinimum = 0, usageMaximum = 0, isRange = false, isAbsolute = true, reportSize = 0, reportCount = 0 } of items) {
    const named = isRange ? Array.from({ length: Math.min(reportCount, usageMaximum - usageMinimum + 1) }, (_, index) => usageMinimum + index) : usages;
    if (reportSize === 1) named.slice(0, reportCount).forEach((usage, index) => controls.push({ usage, bit: bit + index, absolute: isAbsolute }));
    bit += reportSize * reportCount;
  }
  return { reportId, bytes: Math.ceil(bit / 8), controls };
}
