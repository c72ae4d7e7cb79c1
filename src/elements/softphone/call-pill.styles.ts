import { css } from 'lit';

/** The launcher during a call. */
export const callPillStyles = css`
  .call-pill {
    display: inline-flex;
    gap: 10px;
    align-items: center;
    max-width: 100%;
    height: 56px;
    padding: 0 8px 0 10px;
    border-radius: 16px;
    background: var(--b-fill, var(--s-fill));
    color: var(--b-on, var(--s-on));
    box-shadow:
      var(--_shadow-2),
      inset 0 0 0 1.5px var(--b-edge, var(--s-edge));
  }
  .call-pill.hold {
    --b-edge: var(--_paused-edge);
    --b-fill: var(--_paused-fill);
    --b-on: var(--_on-paused);
  }
  .call-pill .reopen {
    display: flex;
    gap: 10px;
    align-items: center;
    min-width: 0;
    height: 44px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font-size: var(--_text-12);
    line-height: var(--_leading-12);
    text-align: start;
  }
  .call-pill .reopen b {
    display: block;
    font-size: var(--_text-14);
    font-weight: var(--_weight-strong);
    line-height: var(--_leading-14);
  }
  .call-pill .glyph {
    position: relative;
    display: grid;
    flex: none;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
  }
  .call-pill .glyph.pulse {
    box-shadow: inset 0 0 0 1.5px var(--s-edge);
  }
  .call-pill .timer {
    font-size: var(--_text-20);
    font-weight: var(--_weight-strong);
  }
  .call-pill .btn {
    height: 40px;
  }
  .call-pill .btn.answer {
    font-size: var(--_text-14);
    font-weight: var(--_weight-strong);
  }
  .call-pill .btn.hangup {
    width: 40px;
    padding: 0;
    box-shadow: 0 0 0 1.5px color-mix(in srgb, var(--s-on) 60%, transparent);
  }
  .call-pill .ico {
    width: 36px;
    height: 36px;
    color: inherit;
  }
  .call-pill .ico:hover {
    background: color-mix(in srgb, currentColor 16%, transparent);
  }
  @media (forced-colors: active) {
    .call-pill {
      border: 1px solid CanvasText;
    }
  }
`;
