import type { provide } from './elements/provide.js';

/** What `window.itWidgets` is once the script tag ran. */
export interface ItWidgets {
  readonly version: string;
  /** Resolves when the elements are defined; rejects when they could not be loaded. */
  readonly ready: Promise<void>;
  /** As `provide` of the npm package; called before `ready` it waits, so await its result. */
  readonly provide: (...args: Parameters<typeof provide>) => ReturnType<typeof provide> | Promise<ReturnType<typeof provide>>;
  /** Functions pushed here run once the elements are defined, at once when they are. */
  readonly q: ScriptTagQueue;
}

/** A page that does not want to wait for the script writes `(window.itWidgets ??= { q: [] }).q.push((widgets) => { … })`. */
export interface ScriptTagQueue {
  push(...tasks: ScriptTagTask[]): number;
}

export type ScriptTagTask = (widgets: ItWidgets) => void;

declare global {
  interface Window {
    itWidgets?: ItWidgets | { q: ScriptTagTask[] };
  }
}
