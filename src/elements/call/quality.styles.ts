import { css } from 'lit';

/** How a call sounds: the row, what is wrong, and the numbers. */
export const qualityStyles = css`
  .quality {
    display: flex;
    gap: 8px;
    align-items: center;
    height: 36px;
    padding: 0 6px 0 12px;
    color: var(--_text-2);
    font-size: var(--_text-12);
  }
  .quality b {
    color: var(--_text-1);
    font-weight: var(--_weight-strong);
  }
  .bars {
    display: inline-flex;
    flex: none;
    gap: 2px;
    align-items: flex-end;
    height: 14px;
  }
  .bars i {
    width: 3px;
    height: 5px;
    border: 1px solid var(--_text-3);
    border-radius: 1px;
  }
  .bars i:nth-child(2) {
    height: 8px;
  }
  .bars i:nth-child(3) {
    height: 11px;
  }
  .bars i:nth-child(4) {
    height: 14px;
  }
  .bars .on {
    border-color: var(--_positive);
    background: var(--_positive);
  }
  .bars.fair .on {
    border-color: var(--_warning);
    background: var(--_warning);
  }
  .bars.poor .on {
    border-color: var(--_negative);
    background: var(--_negative);
  }
  .quality-issue {
    display: grid;
    gap: 2px 8px;
    grid-template-columns: 20px minmax(0, 1fr) auto;
    padding: 12px;
    background: var(--_warning-tint);
    color: var(--_text-1);
    font-size: var(--_text-12);
    line-height: var(--_leading-12);
  }
  .quality-issue b {
    font-size: var(--_text-13);
  }
  .quality-issue .side {
    color: var(--_text-2);
  }
  .quality-issue .icon {
    color: var(--_warning);
  }
  .quality-issue p {
    grid-column: 2 / -1;
    color: var(--_text-2);
    line-height: 1.5;
  }
  .quality-line {
    color: var(--_text-2);
    font-size: var(--_text-12);
  }
  .numbers {
    display: grid;
    gap: 4px;
    margin: 0;
    font-size: var(--_text-13);
  }
  .numbers div {
    display: flex;
    gap: 8px;
    justify-content: space-between;
  }
  .numbers dt {
    color: var(--_text-2);
  }
  .numbers dd {
    margin: 0;
  }
`;
