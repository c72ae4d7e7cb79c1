import { css } from 'lit';

export const statusBarStyles = css`
  .bar {
    position: relative;
    display: inline-flex;
    gap: 8px;
    align-items: center;
    max-width: 100%;
    height: 40px;
    padding: 0 10px 0 8px;
    border: var(--_stroke) solid var(--_border-strong);
    border-radius: var(--_radius-m);
    background: var(--_surface-1);
    color: var(--_text-1);
    white-space: nowrap;
    transition: background-color var(--_time-fast);
  }
  .bar:hover {
    background: var(--_surface-hover);
  }
  /* Where it is narrow, what waits goes below rather than losing its words. */
  .bar:has(.next) {
    flex-wrap: wrap;
    height: auto;
    min-height: 40px;
  }
  .opener {
    position: absolute;
    inset: 0;
    padding: 0;
    border: 0;
    border-radius: inherit;
    background: none;
  }
  .bar .name {
    font-size: var(--_text-14);
    font-weight: var(--_weight-strong);
  }
  .bar .time {
    color: var(--_text-2);
    font-size: var(--_text-13);
    font-weight: var(--_weight-medium);
    line-height: var(--_leading-13);
  }
  .bar .left {
    color: var(--_status-7-ink);
    font-size: var(--_text-13);
    font-variant-numeric: tabular-nums;
    font-weight: var(--_weight-medium);
  }
  .bar .next {
    display: flex;
    gap: 6px;
    align-items: center;
    min-width: 0;
    min-height: 38px;
    margin-inline-end: -6px;
    padding-inline-start: 8px;
    border-inline-start: 1px solid var(--_border);
    color: var(--_text-2);
    font-size: var(--_text-13);
  }
  /* Above the opener, which covers the bar. */
  .bar .next .ico {
    position: relative;
    z-index: 1;
  }
  .bar .pending {
    color: var(--_text-2);
    font-size: var(--_text-13);
  }
  .bar .chev {
    color: var(--_text-3);
  }
  .menu {
    position: fixed;
    inset: auto;
    width: 320px;
    max-width: calc(100vw - 16px);
    margin: 0;
    padding: 4px;
    border: var(--_stroke) solid var(--_border);
    border-radius: var(--_radius-l);
    background: var(--_surface-3);
    color: var(--_text-1);
    box-shadow: var(--_shadow-2);
  }
  .menu .title {
    padding: 8px 8px 4px;
    color: var(--_text-3);
    font-size: var(--_text-12);
  }
  .option {
    display: grid;
    grid-template-columns: 24px minmax(0, 1fr) auto 16px;
    gap: 10px;
    align-items: center;
    width: 100%;
    min-height: 40px;
    padding: 0 8px;
    border: 0;
    border-radius: var(--_radius-m);
    background: none;
    font-size: var(--_text-14);
    text-align: start;
  }
  .option:hover {
    background: var(--_surface-hover);
  }
  .option:focus-visible {
    outline-offset: -2px;
  }
  .option[aria-checked='true'] {
    background: var(--_surface-selected);
  }
  .option[aria-disabled='true'] {
    color: var(--_text-3);
  }
  .option .label {
    font-weight: var(--_weight-medium);
  }
  .option .takes {
    color: var(--_text-2);
    font-size: var(--_text-12);
  }
  .option .mark {
    color: var(--_accent);
  }
  .foot {
    display: flex;
    gap: 8px;
    align-items: center;
    margin-top: 4px;
    padding: 8px 8px 6px;
    border-top: 1px solid var(--_border);
    color: var(--_text-3);
    font-size: var(--_text-12);
  }
  .told {
    max-width: 320px;
    overflow: hidden;
    border: var(--_stroke) solid var(--_border);
    border-radius: var(--_radius-m);
    background: var(--_surface-1);
  }
  .bar + .told {
    margin-top: 4px;
  }
  .stale {
    max-width: 360px;
    margin-top: 4px;
    padding: 4px 8px;
    border: var(--_stroke) solid var(--_border);
    border-radius: var(--_radius-m);
    background: var(--_warning-tint);
    color: var(--_text-1);
    font-size: var(--_text-12);
    line-height: 1.5;
  }
  @media (forced-colors: active) {
    .option[aria-checked='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
