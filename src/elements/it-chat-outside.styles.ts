import { css } from 'lit';

/** The element's box, before anything that is drawn in it is loaded. */
export const shell = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  :host([hidden]) {
    display: none !important;
  }
`;
