import { css } from 'lit';

/** The card of a call: band (what is happening), person (who), actions (what next), and notices. */
export const card = css`
  .card {
    position: relative;
    overflow: hidden;
    border: var(--_stroke) solid var(--_border);
    border-radius: var(--_radius-l);
    background: var(--_surface-1);
    box-shadow: var(--_shadow-1);
  }
  .band {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    column-gap: 10px;
    align-items: center;
    min-height: var(--_band);
    padding: 8px 12px;
    border-bottom: var(--_stroke) solid var(--b-edge, transparent);
    background: var(--b-fill, var(--s-fill));
    color: var(--b-on, var(--s-on));
    transition: background-color var(--_time-slow);
  }
  .band.none {
    min-height: 0;
    padding: 0;
    border: 0;
  }
  .band .phase {
    display: flex;
    gap: 8px;
    align-items: center;
    font-size: var(--_text-16);
    font-weight: var(--_weight-strong);
    line-height: var(--_leading-16);
    white-space: nowrap;
  }
  .band .sub {
    margin-top: 2px;
    font-size: var(--_text-12);
    line-height: var(--_leading-12);
  }
  .band .timer {
    font-size: var(--_text-28);
    font-weight: var(--_weight-strong);
    letter-spacing: -0.01em;
    line-height: var(--_leading-28);
  }
  .band .glyph {
    position: relative;
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    background: color-mix(in srgb, currentColor 14%, transparent);
  }
  .band.ring {
    --b-edge: var(--s-edge);
  }
  .band.ring .glyph {
    background: var(--s-edge);
    color: var(--_surface-1);
  }
  .band.ring .glyph::after,
  .pulse::after {
    position: absolute;
    inset: -4px;
    border: 2px solid var(--s-edge);
    border-radius: 50%;
    content: '';
    opacity: 0.5;
    animation: ring var(--_ring-period) var(--_ease) infinite;
  }
  @keyframes ring {
    0% {
      opacity: 0.7;
      transform: scale(0.9);
    }
    70%,
    100% {
      opacity: 0;
      transform: scale(1.25);
    }
  }
  .band.hold {
    --b-edge: var(--_paused-edge);
    --b-fill: var(--_paused-fill);
    --b-on: var(--_on-paused);
  }
  .band.hold .glyph {
    animation: hold var(--_hold-period) var(--_ease) infinite alternate;
  }
  @keyframes hold {
    to {
      background: color-mix(in srgb, currentColor 28%, transparent);
    }
  }
  .band.ended {
    --b-edge: var(--_border);
    --b-fill: var(--_surface-0);
    --b-on: var(--_text-1);
  }
  .band.ended .glyph {
    background: var(--_surface-press);
    color: var(--_text-2);
  }
  .band.failed .glyph {
    background: var(--_negative-tint);
    color: var(--_negative);
  }
  .band.lost {
    --b-edge: var(--_paused-edge);
    --b-fill: var(--_warning-tint);
    --b-on: var(--_text-1);
  }
  .band.lost .glyph {
    background: none;
    box-shadow: inset 0 0 0 2px currentColor;
    color: var(--_warning);
  }
  .band.thin {
    min-height: 44px;
    padding: 6px 12px;
  }
  .band.thin .glyph {
    width: 28px;
    height: 28px;
  }
  .band.thin .timer {
    font-size: var(--_text-20);
    line-height: var(--_leading-20);
  }
  /* The phase keeps its words, down to the last 34px: of the pill the icon is enough. */
  .band .phase > .cut {
    flex: none;
    max-width: 100%;
  }
  .band .phase > .cut:not(:only-child) {
    max-width: calc(100% - 34px);
  }
  .pill {
    display: inline-flex;
    min-width: 26px;
    box-sizing: border-box;
    gap: 4px;
    align-items: center;
    height: 20px;
    padding: 0 8px 0 6px;
    border-radius: 10px;
    background: var(--_toggled);
    color: var(--_on-toggled);
    font-size: var(--_text-12);
    font-weight: var(--_weight-strong);
    line-height: 20px;
  }
  .who {
    padding: 12px 12px 10px;
  }
  .who .name {
    font-size: var(--_text-18);
    font-weight: var(--_weight-strong);
    line-height: var(--_leading-18);
  }
  .who .name small {
    margin-inline-start: 4px;
    color: var(--_text-2);
    font-size: var(--_text-13);
    font-weight: var(--_weight);
  }
  .who .number {
    font-size: var(--_text-14);
    line-height: var(--_leading-14);
  }
  .who .org {
    margin-top: 2px;
    color: var(--_text-2);
    font-size: var(--_text-12);
    line-height: var(--_leading-12);
  }
  .actions {
    display: grid;
    grid-template-columns: minmax(max-content, 2fr) minmax(0, 3fr);
    gap: 8px;
    padding: 12px;
    border-top: var(--_stroke) solid var(--_border);
  }
  .actions .btn {
    padding-inline: 8px;
  }
  .actions.one {
    grid-template-columns: 1fr;
  }
  .actions.ring {
    grid-template-columns: minmax(max-content, 1fr) minmax(max-content, 2fr);
    gap: 12px;
  }
  .row {
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: 48px;
    padding: 6px 8px 6px 12px;
    border-top: var(--_stroke) solid var(--_border);
    color: var(--_text-2);
    font-size: var(--_text-12);
  }
  .row b {
    color: var(--_text-1);
    font-weight: var(--_weight-strong);
  }
  .apart {
    margin-inline-start: 1em;
  }
  .note {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr) auto;
    gap: 4px 10px;
    padding: 12px;
    font-size: var(--_text-13);
  }
  .note h3 {
    font-weight: var(--_weight-strong);
    line-height: var(--_leading-13);
  }
  .note p {
    grid-column: 2 / -1;
    color: var(--_text-2);
    font-size: var(--_text-12);
    line-height: 1.5;
    text-wrap: pretty;
  }
  .note .code {
    grid-column: 2 / -1;
    margin-top: 4px;
    color: var(--_text-3);
    font: var(--_weight) var(--_text-11) / var(--_leading-11) var(--_font-number);
  }
  .note .remedy {
    grid-column: 2 / -1;
    justify-self: start;
    margin-top: 4px;
  }
  .note .ico {
    margin: -6px -6px -6px 0;
  }
  .note.neg {
    background: var(--_negative-tint);
  }
  .note.neg > .icon {
    color: var(--_negative);
  }
  .note.warn {
    background: var(--_warning-tint);
  }
  .note.warn > .icon {
    color: var(--_warning);
  }
  /* On a tint the faintest grey falls below 4.5:1. */
  .note:is(.neg, .warn) .code {
    color: var(--_text-2);
  }
  .note + .note {
    border-top: var(--_stroke) solid var(--_border);
  }
  @media (prefers-reduced-motion: reduce) {
    .band.ring .glyph::after,
    .pulse::after {
      opacity: 0.8;
      animation: none;
    }
    .band.hold .glyph {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .band,
    .card {
      border: 1px solid CanvasText;
    }
    .band.none {
      border: 0;
    }
    .band:not(.none, .ring, .ended, .lost) {
      background: CanvasText;
      color: Canvas;
      forced-color-adjust: none;
    }
    .band.ring {
      border: 3px double Highlight;
    }
  }
`;
