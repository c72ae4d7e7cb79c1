import { css } from 'lit';

/** What every element starts from: our own type and box, whatever the host's page does. */
export const base = css`
  :host {
    box-sizing: border-box;
    color: var(--_text-1);
    font: var(--_weight) var(--_text-13) / var(--_leading-13) var(--_font);
    letter-spacing: normal;
    text-align: start;
    text-transform: none;
    -webkit-font-smoothing: antialiased;
  }
  :host([hidden]) {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .it {
    font-family: var(--_font);
    line-break: strict;
    overflow-wrap: anywhere;
    white-space: normal;
    word-break: auto-phrase;
  }
  .it:is([lang='en'], [lang='vi']),
  .latin {
    --_font: var(--it-font, var(--_font-latin));
    font-family: var(--_font);
    word-break: normal;
  }
  h2,
  h3,
  p,
  ul {
    margin: 0;
    padding: 0;
    font: inherit;
    list-style: none;
  }
  button,
  input,
  select {
    margin: 0;
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
  }
  button {
    cursor: pointer;
    touch-action: manipulation;
    user-select: none;
  }
  a {
    color: var(--_accent);
  }
  .num {
    font-family: var(--_font-number);
    font-variant-numeric: tabular-nums;
    letter-spacing: 0;
    white-space: nowrap;
  }
  [data-before]::before {
    content: attr(data-before);
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .cut {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .icon {
    display: block;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .icon.solid,
  .icon.down {
    fill: currentColor;
    stroke-width: 1;
  }
  .icon.down {
    transform: rotate(135deg);
  }
  :is(button, a, input, select, [tabindex]):focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .spin {
    animation: spin 1s linear infinite;
  }
  @keyframes spin {
    to {
      transform: rotate(360deg);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spin {
      animation: none;
    }
  }
`;
