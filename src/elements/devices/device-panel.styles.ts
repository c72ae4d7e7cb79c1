import { css } from 'lit';

/** What only the device panel has; fields and buttons are the softphone's. */
export const devicePanelStyles = css`
  .devices .btn[aria-disabled='true'] {
    color: var(--_text-3);
  }
  .meter {
    height: 8px;
    border: var(--_stroke) solid var(--_border-strong);
    border-radius: 4px;
    overflow: hidden;
  }
  .meter span {
    display: block;
    height: 100%;
    background: var(--_positive);
    transform: scaleX(0);
    transform-origin: left;
  }
  .meter:dir(rtl) span {
    transform-origin: right;
  }
  legend {
    padding: 0;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .check {
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: 32px;
    font-size: var(--_text-13);
  }
  .check input,
  .range {
    accent-color: var(--_accent);
  }
  .check input {
    width: 18px;
    height: 18px;
    margin: 0;
  }
  .range {
    width: 100%;
    height: 32px;
    margin: 0;
  }
  @media (forced-colors: active) {
    .meter span {
      background: Highlight;
    }
  }
`;
