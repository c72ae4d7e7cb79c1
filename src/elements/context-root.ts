import { ContextRoot } from '@lit/context';

const ATTACHED = Symbol.for('it-context-root');

/**
 * An element that upgrades before its provider asks in vain; a root at the document keeps the question until a provider appears.
 * It has to listen before any element is defined, so this module is imported first. Two copies of the bundle share one root.
 */
const page: HTMLElement & { [ATTACHED]?: true } = document.documentElement;
if (!page[ATTACHED]) {
  page[ATTACHED] = true;
  new ContextRoot().attach(page);
}
