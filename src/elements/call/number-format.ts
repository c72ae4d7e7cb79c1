import type { ReactiveElement } from 'lit';
import type { NumberPart } from '../../i18n/number-format.js';
import type { Region } from '../../phone-number.js';
import { accountContext } from '../contexts.js';
import { Select } from '../select.js';

/** How numbers are read and written on one page. */
export interface NumberFormat {
  readonly region: Region;
  /** The number in the parts that its country writes; in one part until the formats are loaded, and where it has none. */
  parts(number: string): readonly NumberPart[];
}

/** Numbers as they are. */
export const PLAIN_NUMBERS: NumberFormat = { region: 'JP', parts: (number) => [{ before: '', digits: number }] };

let loading: Promise<void> | undefined;
let partsOf: ((number: string, region: Region) => readonly NumberPart[] | undefined) | undefined;

/** Writes numbers as Japan or Vietnam does, by the account's region. The formats are loaded when there is first a number to write; the host is updated then. */
export class NumberWriter implements NumberFormat {
  readonly #host: ReactiveElement;
  readonly #region;

  constructor(host: ReactiveElement) {
    this.#host = host;
    this.#region = new Select(host, accountContext, ({ region }) => region);
  }

  get region(): Region {
    return this.#region.value ?? 'JP';
  }

  parts(number: string): readonly NumberPart[] {
    if (!partsOf) this.#load();
    return partsOf?.(number, this.region) ?? PLAIN_NUMBERS.parts(number);
  }

  #load(): void {
    loading ??= import('../../i18n/number-format.js').then(
      (loaded) => void (partsOf = loaded.partsOf),
      () => void (loading = undefined),
    );
    void loading.then(() => partsOf && this.#host.requestUpdate());
  }
}
