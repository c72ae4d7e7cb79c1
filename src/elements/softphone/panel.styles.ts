import { css } from 'lit';

/** The softphone's own parts; card, band and buttons are shared with the pop-up. */
export const panelStyles = css`
  :host([launcher]) .panel {
    width: var(--_width);
    max-width: calc(100vw - 24px);
    max-height: calc(100vh - 40px);
    overflow: auto;
    box-shadow: var(--_shadow-3);
  }
  .panel:focus {
    outline: none;
  }
  .head,
  .panel-head {
    display: flex;
    gap: 8px;
    align-items: center;
    height: 44px;
    padding: 0 6px 0 12px;
    border-bottom: var(--_stroke) solid var(--_border);
  }
  .line {
    display: flex;
    gap: 6px;
    align-items: center;
    min-width: 0;
    overflow: hidden;
    color: var(--_text-2);
    font-size: var(--_text-12);
    white-space: nowrap;
  }
  .line b {
    color: var(--_text-1);
    font-weight: var(--_weight-strong);
  }
  .dot {
    flex: none;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--_positive);
  }
  .dot.off {
    background: none;
    box-shadow: inset 0 0 0 2px var(--_text-3);
  }
  .dot.warn {
    background: var(--_warning);
  }
  .panel-head {
    gap: 4px;
    padding-inline-start: 6px;
    font-size: var(--_text-14);
    font-weight: var(--_weight-strong);
  }
  .about {
    margin-top: 6px;
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    padding: 12px;
  }
  .body.below {
    border-top: var(--_stroke) solid var(--_border);
  }
  .field {
    display: flex;
    align-items: center;
    height: 44px;
    border: var(--_stroke) solid var(--_border-strong);
    border-radius: var(--_radius-m);
    background: var(--_surface-1);
  }
  .field:focus-within {
    border-color: transparent;
    outline: 2px solid var(--_focus);
    outline-offset: -1px;
  }
  .field input {
    flex: 1;
    width: 100%;
    min-width: 0;
    height: 100%;
    padding: 0 12px;
    border: 0;
    background: none;
    font-family: var(--_font-number);
    font-size: var(--_text-20);
    font-variant-numeric: tabular-nums;
  }
  /* The field around it shows the focus. */
  .field input:focus-visible {
    outline: 0;
  }
  .field input::placeholder {
    color: var(--_text-3);
    font-family: var(--_font);
    font-size: var(--_text-14);
    opacity: 1;
  }
  .field .ico {
    margin-inline-end: 5px;
  }
  .compact {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 8px;
  }
  .label {
    display: block;
    margin-bottom: 4px;
    color: var(--_text-2);
    font-size: var(--_text-12);
    line-height: var(--_leading-12);
  }
  .pad {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 6px;
  }
  .pad:focus {
    outline: none;
  }
  .key {
    position: relative;
    display: grid;
    place-items: center;
    height: 44px;
    padding: 0;
    border: var(--_stroke) solid var(--_border);
    border-radius: var(--_radius-m);
    background: var(--_surface-2);
    color: var(--_text-1);
    font-family: var(--_font-number);
    font-size: var(--_text-20);
    font-weight: var(--_weight-medium);
    line-height: 1;
    transition: background-color var(--_time-fast);
  }
  .key:hover,
  .tile:hover {
    background: var(--_surface-hover);
  }
  .key:active,
  .tile:active {
    background: var(--_surface-press);
  }
  .sent {
    display: flex;
    align-items: center;
    min-height: 44px;
    padding: 4px 12px;
    border: var(--_stroke) solid var(--_border);
    border-radius: var(--_radius-m);
    background: var(--_surface-2);
    overflow: hidden;
    font-size: var(--_text-20);
    letter-spacing: 0.15em;
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 6px;
    padding: 12px 12px 0;
    border-top: var(--_stroke) solid var(--_border);
  }
  .tiles + .actions,
  .body + .actions {
    border-top: 0;
  }
  .body + .actions {
    padding-top: 0;
  }
  .tile {
    display: flex;
    flex-direction: column;
    gap: 4px;
    align-items: center;
    justify-content: center;
    min-width: 0;
    height: var(--_tile);
    padding: 2px;
    border: var(--_stroke) solid var(--_border);
    border-radius: var(--_radius-m);
    background: var(--_surface-2);
    color: var(--_text-1);
    font-size: var(--_text-12);
    line-height: var(--_leading-12);
    white-space: nowrap;
    transition: background-color var(--_time-fast);
  }
  .tile span {
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  /* Without a transfer its place stays empty: nothing moves up. */
  .tile[data-place='keypad'] {
    grid-column: 1;
  }
  .tile.on {
    border-color: var(--_toggled);
    background: var(--_toggled);
    color: var(--_on-toggled);
    font-weight: var(--_weight-medium);
  }
  .tile.paused {
    border-color: var(--_paused-edge);
    background: var(--_paused-fill);
    color: var(--_on-paused);
    font-weight: var(--_weight-medium);
  }
  .parties {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .parties .row:first-child {
    border-top: 0;
  }
  .other {
    grid-template-columns: auto minmax(0, 1fr) auto auto;
  }
  .other .btn {
    border-color: currentColor;
    background: none;
    color: inherit;
  }
  .other .btn:hover {
    background: color-mix(in srgb, currentColor 12%, transparent);
  }
  .select {
    width: 100%;
    height: var(--_control-m);
    padding: 0 8px;
    border: var(--_stroke) solid var(--_border-strong);
    border-radius: var(--_radius-m);
    background: var(--_surface-1);
    color: var(--_text-1);
    font-size: var(--_text-13);
  }
  .hint {
    color: var(--_text-2);
    font-size: var(--_text-12);
  }
  @media (forced-colors: active) {
    .tile,
    .key {
      border: 1px solid CanvasText;
    }
    .tile:is(.on, .paused) {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    .dot {
      background: CanvasText;
      forced-color-adjust: none;
    }
    .dot.off {
      background: none;
      box-shadow: inset 0 0 0 2px CanvasText;
    }
  }
`;
