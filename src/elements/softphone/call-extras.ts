import Megaphone from 'lucide/dist/esm/icons/megaphone.mjs';
import { html, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import type { Words } from '../../i18n/ja.js';
import type { Call } from '../../phone/call.js';
import { icon } from '../icon.js';

/** That the far end hears the announcement, and the button that lets the microphone follow now. */
export function announcementRow({ announcement }: Call, words: Words, stop: () => void): TemplateResult | typeof nothing {
  if (announcement !== 'playing') return nothing;
  return html`
    <div class="row" part="announcement">
      ${icon(Megaphone, 18)}<span class="grow" role="status">${words.announcementPlays}</span>
      <button class="btn s" data-place="stop-announcement" @click=${stop}>${words.stopAnnouncement}</button>
    </div>
  `;
}

/** The numbers of a call's quality: loaded when somebody first wants to see them. */
export class QualityNumbersView {
  readonly #host: ReactiveElement;
  #draw: typeof import('./quality-view.js').qualityView | undefined;

  constructor(host: ReactiveElement) {
    this.#host = host;
  }

  /** Loads what draws them. */
  need(): void {
    if (this.#draw) return;
    import('./quality-view.js').then(
      ({ qualityView }) => {
        this.#draw = qualityView;
        this.#host.requestUpdate();
      },
      // The tiles stay; the next click tries again.
      () => undefined,
    );
  }

  /** Undefined: not loaded yet, or nothing measured. */
  render({ quality }: Call, words: Words, back: () => void): TemplateResult | undefined {
    return quality && this.#draw?.(quality.numbers, words, back);
  }
}
