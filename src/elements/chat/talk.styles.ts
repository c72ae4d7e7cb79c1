import { css } from 'lit';

/** The conversation that is read: messages, what became of it, text field. */
export const talkStyles = css`
  .log {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    background: var(--_surface-0);
  }
  .log:focus-visible {
    outline-offset: -2px;
  }
  .messages {
    display: flex;
    flex-direction: column;
    gap: 4px;
    margin: auto 0 0;
    padding: 12px 12px 4px;
    list-style: none;
  }
  .day {
    align-self: center;
    margin: 2px 0 8px;
    color: var(--_text-2);
    font-size: var(--_text-12);
    line-height: var(--_leading-12);
  }
  .message {
    position: relative;
    align-self: flex-start;
    max-width: 82%;
  }
  .message.own {
    align-self: flex-end;
  }
  .bubble {
    padding: 8px 12px;
    border-radius: var(--_radius-l);
    border-start-start-radius: 3px;
    background: var(--_surface-1);
    box-shadow: inset 0 0 0 1px var(--_border);
    white-space: pre-wrap;
  }
  .own .bubble {
    border-start-start-radius: var(--_radius-l);
    border-end-end-radius: 3px;
    background: var(--_bubble-own);
    box-shadow: none;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 6px;
    align-items: center;
    margin: 2px 4px 8px;
    color: var(--_text-2);
    font-size: var(--_text-12);
    line-height: var(--_leading-12);
  }
  .own .meta {
    justify-content: flex-end;
  }
  .why {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    color: var(--_negative);
  }
  .link {
    min-height: var(--_control-s);
    padding: 0 6px;
    border: 0;
    background: none;
    color: var(--_accent);
    font-weight: var(--_weight-medium);
  }
  .link:hover {
    text-decoration: underline;
  }
  .latest {
    flex: none;
    align-self: center;
    margin: -40px 0 8px;
    box-shadow: var(--_shadow-2);
  }
  .line {
    display: flex;
    flex: none;
    gap: 6px;
    align-items: center;
    padding: 6px 12px;
    background: var(--_warning-tint);
    color: var(--_warning);
    font-size: var(--_text-12);
    line-height: var(--_leading-12);
  }
  .line.neg {
    border-radius: var(--_radius-m);
    background: var(--_negative-tint);
    color: var(--_negative);
  }
  .acts {
    grid-column: 2 / -1;
    margin-top: 8px;
  }
  .composer {
    display: grid;
    flex: none;
    gap: 6px;
    padding: 8px;
    border-top: var(--_stroke) solid var(--_border);
  }
  .composer textarea {
    width: 100%;
    min-height: 52px;
    max-height: 160px;
    margin: 0;
    padding: 7px 10px;
    border: var(--_stroke) solid var(--_border-strong);
    border-radius: var(--_radius-m);
    background: var(--_surface-1);
    color: var(--_text-1);
    font: inherit;
    field-sizing: content;
    resize: none;
  }
  .composer textarea::placeholder {
    color: var(--_text-3);
    opacity: 1;
  }
  .composer textarea:focus-visible {
    border-color: transparent;
    outline: 2px solid var(--_focus);
    outline-offset: -1px;
  }
  .composer .row {
    min-height: 0;
    padding: 0;
    border: 0;
  }
  .keys {
    text-align: end;
  }
  kbd {
    padding: 0 4px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-s);
    color: var(--_text-3);
    font: var(--_weight-medium) var(--_text-11) / var(--_leading-11) var(--_font-number);
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
  .btn.primary[aria-disabled='true'] {
    border-color: var(--_border);
    background: var(--_surface-2);
    color: var(--_text-3);
  }
  @media (forced-colors: active) {
    .bubble {
      border: 1px solid CanvasText;
    }
  }
`;
