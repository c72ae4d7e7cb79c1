import { css, unsafeCSS } from 'lit';
import { LAUNCHER_TOKENS, declarations } from './launcher-tokens.js';

/** The element's box and the launcher: all that is needed before the panel is loaded. */
export const shell = css`
  :host {
    ${unsafeCSS(declarations(Object.entries(LAUNCHER_TOKENS)))}
    display: block;
    max-width: 400px;
  }
  :host([launcher]) {
    position: fixed;
    z-index: var(--_z);
    inset: var(--it-launcher-inset, auto 20px 20px auto);
    max-width: calc(100vw - 24px);
  }
  :host([hidden]) {
    display: none !important;
  }
  .launch {
    position: relative;
    display: grid;
    box-sizing: border-box;
    place-items: center;
    width: 56px;
    height: 56px;
    margin: 0;
    padding: 0;
    border: var(--_stroke) solid var(--_border);
    border-radius: 16px;
    background: var(--_surface-3);
    color: var(--_text-1);
    box-shadow: var(--_shadow-2);
    cursor: pointer;
  }
  .launch:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .icon {
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .state {
    position: absolute;
    inset-block-end: -5px;
    inset-inline-end: -5px;
    padding: 2px;
    border-radius: 50%;
    background: var(--_surface-3);
  }
`;
