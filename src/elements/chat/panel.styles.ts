import { css } from 'lit';

/** Outside chat: list and conversation beside each other, one at a time where it is narrow. */
export const chatStyles = css`
  .chat {
    display: grid;
    grid-template: minmax(0, 1fr) / 264px minmax(0, 1fr);
    height: var(--it-chat-height, 560px);
  }
  .chat:has(> .alone) {
    height: auto;
  }
  .chat.customer {
    grid-template-columns: minmax(0, 1fr);
  }
  .alone,
  .chat > .hint {
    grid-column: 1 / -1;
  }
  .side,
  .talk {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
  }
  .side {
    border-inline-end: var(--_stroke) solid var(--_border);
  }
  .head {
    display: flex;
    flex: none;
    gap: 8px;
    align-items: center;
    height: 44px;
    padding: 0 12px;
    border-bottom: var(--_stroke) solid var(--_border);
  }
  .head h2 {
    font-size: var(--_text-14);
    font-weight: var(--_weight-strong);
    line-height: var(--_leading-14);
  }
  .head.group {
    height: 56px;
    border: 0;
    background: var(--_accent-fill);
    color: var(--_on-accent);
  }
  .back {
    display: none;
    margin-inline-start: -8px;
  }
  .hint {
    padding: 16px 12px;
    color: var(--_text-2);
    text-wrap: pretty;
  }
  .list {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
  }
  .conversation {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px 8px;
    width: 100%;
    padding: 10px 12px 10px 9px;
    border: 0;
    border-bottom: var(--_stroke) solid var(--_border);
    border-inline-start: 3px solid transparent;
    background: none;
    text-align: start;
  }
  .conversation:hover {
    background: var(--_surface-hover);
  }
  .conversation[aria-current] {
    border-inline-start-color: var(--_accent);
    background: var(--_surface-selected);
  }
  .conversation:focus-visible {
    outline-offset: -2px;
  }
  .conversation .name {
    font-weight: var(--_weight-strong);
  }
  .conversation .time {
    color: var(--_text-2);
    font-size: var(--_text-12);
  }
  .conversation .last {
    min-height: var(--_leading-12);
    color: var(--_text-2);
    font-size: var(--_text-12);
    line-height: var(--_leading-12);
  }
  .conversation.unread .last {
    color: var(--_text-1);
    font-weight: var(--_weight-medium);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    grid-column: 1 / -1;
    gap: 4px;
    margin-top: 4px;
  }
  .chip {
    display: inline-flex;
    flex: none;
    gap: 4px;
    align-items: center;
    height: 20px;
    padding: 0 6px;
    border-radius: var(--_radius-s);
    background: var(--_surface-0);
    color: var(--_text-2);
    font-size: var(--_text-12);
    line-height: 20px;
    white-space: nowrap;
  }
  .chip.edge {
    background: none;
    box-shadow: inset 0 0 0 1px var(--_border);
  }
  .chip.warn {
    background: var(--_warning-tint);
    color: var(--_warning);
  }
  .count {
    display: inline-block;
    justify-self: end;
    min-width: 18px;
    height: 18px;
    padding: 0 5px;
    border-radius: 9px;
    background: var(--_accent-fill);
    color: var(--_on-accent);
    font: var(--_weight-strong) var(--_text-11) / 18px var(--_font-number);
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .talk {
    position: relative;
  }
  @container (max-width: 559px) {
    .chat.agent {
      grid-template-columns: minmax(0, 1fr);
    }
    .chat.agent .side {
      border: 0;
    }
    .chat.agent[data-open] .side,
    .chat.agent:not([data-open]) .talk {
      display: none;
    }
    .back {
      display: inline-grid;
    }
  }
  @media (forced-colors: active) {
    .count {
      border: 1px solid CanvasText;
    }
    .conversation[aria-current] {
      border-inline-start-color: Highlight;
    }
  }
`;
