import { css } from 'lit';

export const historyStyles = css`
  .history {
    display: flex;
    flex-direction: column;
    height: var(--it-history-height, 480px);
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    padding: 8px 12px;
    border-bottom: var(--_stroke) solid var(--_border);
  }
  .search {
    display: flex;
    flex: 1 1 160px;
    gap: 6px;
    align-items: center;
    min-width: 0;
    height: var(--_control-s);
    padding: 0 8px;
    border: var(--_stroke) solid var(--_border-strong);
    border-radius: var(--_radius-m);
    background: var(--_surface-1);
    color: var(--_text-3);
  }
  .search:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .search input {
    flex: 1;
    min-width: 0;
    border: 0;
    outline: none;
    background: none;
    color: var(--_text-1);
    font-size: var(--_text-13);
  }
  .search input::placeholder {
    color: var(--_text-3);
    opacity: 1;
  }
  .tools select {
    height: var(--_control-s);
    padding: 0 8px;
    border: var(--_stroke) solid var(--_border-strong);
    border-radius: var(--_radius-m);
    background: var(--_surface-1);
    color: var(--_text-1);
    font-size: var(--_text-13);
  }
  .scroller {
    position: relative;
    flex: 1;
    min-height: 0;
    overflow: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
  }
  .row {
    --cols: minmax(150px, 1.5fr) minmax(80px, 1.2fr) minmax(80px, 1.2fr) minmax(110px, 1.1fr) 108px minmax(110px, 1.4fr) 76px minmax(90px, 0.9fr) 76px;
    display: grid;
    grid-template-columns: var(--cols);
    align-items: center;
    min-width: 0;
    min-height: 0;
    padding: 0 4px 0 12px;
    border-top: 0;
    color: var(--_text-1);
    font-size: var(--_text-13);
  }
  .row.call {
    height: 40px;
    gap: 0;
    border-bottom: 1px solid var(--_border);
  }
  .row.call:hover {
    background: var(--_surface-hover);
  }
  .row.call:focus-visible {
    outline-offset: -2px;
  }
  .row.head {
    position: sticky;
    z-index: 1;
    top: 0;
    height: 32px;
    gap: 0;
    border-bottom: 1px solid var(--_border);
    background: var(--_surface-2);
    color: var(--_text-2);
    font-size: var(--_text-12);
    font-weight: var(--_weight-medium);
  }
  .cell {
    display: flex;
    gap: 6px;
    align-items: center;
    min-width: 0;
    padding-inline-end: 8px;
    white-space: nowrap;
  }
  .cell:is(.time, .number, .duration) {
    font-family: var(--_font-number);
    font-variant-numeric: tabular-nums;
  }
  .cell:is(.group, .called) {
    color: var(--_text-2);
  }
  .row.head .cell {
    color: inherit;
    font-family: inherit;
  }
  .cell.outcome.missed {
    color: var(--_negative);
  }
  .mark {
    display: inline-grid;
    flex: none;
    place-items: center;
  }
  .mark[class*='s-'] {
    color: var(--s-ink);
  }
  .cell.todo {
    gap: 2px;
    justify-content: flex-end;
    padding: 0;
    opacity: 0;
  }
  .row.call:is(:hover, :focus-within) .todo {
    opacity: 1;
  }
  .unseen {
    position: absolute;
    overflow: hidden;
    width: 1px;
    height: 1px;
    clip-path: inset(50%);
  }
  /* Nothing scrolls: what is said stands in the middle, below the heads of the columns. */
  .history.empty .scroller {
    flex: none;
  }
  .hint {
    display: grid;
    flex: 1;
    place-content: center;
    padding: 24px 12px;
    color: var(--_text-2);
    text-align: center;
  }
  .foot {
    padding: 6px 12px;
    border-top: var(--_stroke) solid var(--_border);
    color: var(--_text-3);
    font-size: var(--_text-12);
  }
  @media (hover: none) {
    .cell.todo {
      opacity: 1;
    }
  }
  /* Several lines where the columns do not fit. */
  @container (max-width: 900px) {
    .row.head {
      position: absolute;
      overflow: hidden;
      width: 1px;
      height: 1px;
      clip-path: inset(50%);
    }
    .row.call {
      grid-template-areas: 'kind time group outcome todo' 'kind caller number duration todo' 'kind called called called todo';
      grid-template-columns: auto minmax(0, 1.4fr) minmax(0, 1fr) minmax(0, 1fr) auto;
      height: 72px;
      padding: 6px 4px 6px 12px;
      font-size: var(--_text-12);
    }
    .cell.time {
      grid-area: time;
    }
    .cell.group {
      grid-area: group;
    }
    .cell.outcome {
      grid-area: outcome;
    }
    .cell.kind {
      grid-area: kind;
      min-width: 76px;
    }
    .cell.caller {
      grid-area: caller;
      font-weight: var(--_weight-strong);
    }
    .cell.number {
      grid-area: number;
    }
    .cell.called {
      grid-area: called;
    }
    .cell.duration {
      grid-area: duration;
    }
    .cell.todo {
      grid-area: todo;
      opacity: 1;
    }
  }
  @container (max-width: 480px) {
    .row.call {
      grid-template-areas: 'kind time time todo' 'kind caller number todo' 'kind called group todo' 'kind outcome duration todo';
      grid-template-columns: auto minmax(0, 1.2fr) minmax(0, 1fr) auto;
      height: 92px;
    }
    .cell.kind {
      min-width: 0;
    }
    .cell.kind .cut {
      position: absolute;
      overflow: hidden;
      width: 1px;
      height: 1px;
      clip-path: inset(50%);
    }
    .cell.todo {
      flex-direction: column;
    }
    .search {
      flex-basis: 100%;
    }
  }
`;
