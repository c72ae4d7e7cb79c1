import { css } from 'lit';

export const callCardsStyles = css`
  .cards {
    position: fixed;
    z-index: calc(var(--_z) + 1);
    inset: var(--it-popup-inset, auto clamp(12px, calc((100vw - 344px) / 2), 20px) 92px auto);
    display: grid;
    gap: 12px;
    width: 344px;
    max-width: calc(100vw - 24px);
  }
  .cards.many {
    max-height: calc(100vh - 104px);
    overflow: auto;
  }
  .cards.empty {
    width: 0;
    height: 0;
    overflow: hidden;
  }
  .card {
    box-shadow: var(--_shadow-3);
  }
  .card.ringing {
    border: 2px solid var(--s-edge);
    animation: in var(--_time) var(--_ease);
  }
  @keyframes in {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
  .card.ringing .who {
    padding-block: 14px 12px;
  }
  .card.ringing .who .name {
    font-size: var(--_text-20);
    line-height: var(--_leading-20);
  }
  .card.ringing .who .number {
    font-size: var(--_text-16);
    line-height: var(--_leading-18);
  }
  .row .btn {
    flex: none;
  }
  .row.contact {
    padding: 8px 12px;
  }
  .row.contact .btn {
    flex: 1;
  }
`;
