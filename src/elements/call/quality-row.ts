import Info from 'lucide/dist/esm/icons/info.mjs';
import TriangleAlert from 'lucide/dist/esm/icons/triangle-alert.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../i18n/ja.js';
import type { Call } from '../../phone/call.js';
import type { QualityVerdict } from '../../phone/quality.js';
import { icon } from '../icon.js';

const BARS: Readonly<Record<QualityVerdict, number>> = { good: 4, fair: 2, poor: 1 };

function bars(verdict: QualityVerdict): TemplateResult {
  return html`<span class="bars ${verdict}" aria-hidden="true">${[1, 2, 3, 4].map((bar) => html`<i class=${bar <= BARS[verdict] ? 'on' : ''}></i>`)}</span>`;
}

/** How a talking call sounds: bars, word, delay and loss. It opens the numbers. Its place is kept from the first second, so that nothing below moves. */
export function qualityRow({ quality }: Call, words: Words, open: () => void): TemplateResult {
  if (!quality) return html`<div class="quality" part="quality"></div>`;
  const { verdicts, title, delay, loss } = words.quality;
  const { roundTripMs, lossIn } = quality.numbers;
  return html`
    <div class="quality" part="quality">
      ${bars(quality.verdict)}
      <span class="grow cut">
        <b>${verdicts[quality.verdict]}</b> ${roundTripMs === undefined ? nothing : html`${delay} <span class="num">${roundTripMs} ms</span>`} ${loss}
        <span class="num">${lossIn.toFixed(1)} %</span>
      </span>
      <button class="ico" data-place="quality" aria-label=${title} title=${title} @click=${open}>${icon(Info, 16)}</button>
    </div>
  `;
}

/** What is wrong with the call in the band, on whose side, and what helps: below the call, as every trouble is. */
export function qualityIssue({ quality }: Call, words: Words): TemplateResult {
  const said = quality?.issue && words.quality.issues[quality.issue];
  return html`<div role="status">
    ${
      said
        ? html`<div class="quality-issue" part="quality-issue">
            ${icon(TriangleAlert, 18)}<b>${said.title}</b><span class="side">${said.side}</span>
            <p>${said.advice}</p>
          </div>`
        : nothing
    }
  </div>`;
}

/** What is left of it under a call that is over. */
export function qualityLine({ qualitySummary: summary }: Call, words: Words): TemplateResult | typeof nothing {
  if (!summary) return nothing;
  const { verdicts, summary: say } = words.quality;
  return html`<div class="row quality-line" part="quality">
    ${bars(summary.verdict)}<span class="grow cut">${say(verdicts[summary.verdict], summary.mos.toFixed(1))}</span>
  </div>`;
}
