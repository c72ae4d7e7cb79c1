import { LitElement } from 'lit';

/** Where no frame comes within this time, ms (a frame of the page that is off the screen), an element is drawn without one. */
const FRAME_LIMIT_MS = 100;

/**
 * An element that is drawn once a frame at most, in the frame that shows it: drawing holds up neither the telephone's work nor itself, whatever changes
 * meanwhile. The first drawing does not wait, nor does that of a hidden page, which has no frames.
 */
export class FramedElement extends LitElement {
  #soon = false;
  #drawnSoon = false;

  /** Draws as soon as the present task is over, if it did not in this frame already: for what a person is called by. */
  drawSoon(): void {
    this.#soon = true;
    this.requestUpdate();
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (this.hasUpdated && !document.hidden) await (this.#soon && !this.#drawnSoon ? nextTask() : nextFrame());
    if (this.#soon) {
      this.#soon = false;
      this.#drawnSoon = true;
      requestAnimationFrame(() => (this.#drawnSoon = false));
    }
    await super.scheduleUpdate();
  }
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const drawn = (): void => {
      cancelAnimationFrame(frame);
      clearTimeout(limit);
      resolve();
    };
    const frame = requestAnimationFrame(drawn);
    const limit = setTimeout(drawn, FRAME_LIMIT_MS);
  });
}
