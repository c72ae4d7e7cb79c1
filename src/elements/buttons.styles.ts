import { css } from 'lit';

/** Buttons of all elements: plain, large, answer, hang up, and square ones with an icon alone. */
export const buttons = css`
  .btn {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-width: 0;
    height: var(--_control-m);
    padding: 0 12px;
    border: var(--_stroke) solid var(--_border-strong);
    border-radius: var(--_radius-m);
    background: var(--_surface-1);
    color: var(--_text-1);
    font-size: var(--_text-13);
    font-weight: var(--_weight-medium);
    white-space: nowrap;
    transition: background-color var(--_time-fast);
  }
  .btn:hover {
    background: var(--_surface-hover);
  }
  .btn:active {
    background: var(--_surface-press);
  }
  .btn.s {
    height: var(--_control-s);
    padding: 0 10px;
    font-size: var(--_text-12);
  }
  .btn.l {
    gap: 8px;
    height: var(--_control-l);
    font-size: var(--_text-14);
    font-weight: var(--_weight-strong);
  }
  .btn.xl {
    gap: 8px;
    height: var(--_control-xl);
    font-size: var(--_text-16);
    font-weight: var(--_weight-strong);
  }
  .btn.answer {
    border-color: transparent;
    background: var(--_answer);
    color: var(--_on-answer);
  }
  .btn.answer:hover {
    background: var(--_answer-hover);
  }
  .btn.answer:active {
    background: var(--_answer-press);
  }
  .btn.primary {
    border-color: transparent;
    background: var(--_accent-fill);
    color: var(--_on-accent);
  }
  .btn.primary:hover {
    background: var(--_accent-fill-hover);
  }
  .btn.primary:active {
    background: var(--_accent-fill-press);
  }
  .btn.hangup {
    border-color: transparent;
    background: var(--_hangup);
    color: var(--_on-hangup);
  }
  .btn.hangup:hover {
    background: var(--_hangup-hover);
  }
  .btn.hangup:active {
    background: var(--_hangup-press);
  }
  .btn:disabled {
    border-color: var(--_border);
    background: var(--_surface-2);
    color: var(--_text-3);
    cursor: default;
  }
  .ico {
    display: inline-grid;
    flex: none;
    place-items: center;
    width: var(--_control-s);
    height: var(--_control-s);
    padding: 0;
    border: 0;
    border-radius: var(--_radius-m);
    background: none;
    color: var(--_text-2);
  }
  .ico:hover {
    background: var(--_surface-hover);
    color: var(--_text-1);
  }
  [aria-disabled='true'] {
    cursor: default;
  }
  @media (forced-colors: active) {
    .btn:is(.answer, .primary) {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    .btn.hangup {
      border: 3px double CanvasText;
    }
  }
`;
