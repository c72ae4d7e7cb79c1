import { fixture, html } from '@open-wc/testing';
import type { ReactiveElement } from 'lit';
import { eventually } from '../../../stories/eventually.js';
import { memoryProvider, type MemoryProvider, type MemorySetting } from '../../../stories/memory-provider.js';

export { eventually };
export { KNOWN } from '../../../stories/memory-provider.js';

/** One element with real stores around it, fed by memory. */
export interface Stage<E extends HTMLElement> extends MemoryProvider {
  readonly element: E;
}

export interface Setting extends MemorySetting {
  readonly lang?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Puts `tag` into a page whose provider is in memory. */
export async function stage<K extends keyof HTMLElementTagNameMap>(tag: K, setting: Setting = {}): Promise<Stage<HTMLElementTagNameMap[K]>> {
  const root = await fixture<HTMLElement>(html`<div lang=${setting.lang ?? 'ja'}></div>`);
  const provider = memoryProvider(root, setting);
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(setting.attributes ?? {})) element.setAttribute(name, value);
  root.append(element);
  await (element as unknown as ReactiveElement).updateComplete;
  return { element, ...provider };
}

function visible(node: Element): boolean {
  return node.checkVisibility({ visibilityProperty: true }) && node.getBoundingClientRect().width > 0;
}

/** Accessible name of a button as this product writes them: label, else text. */
export function nameOf(node: Element): string {
  return (node.getAttribute('aria-label') ?? node.textContent ?? '').trim();
}

/** All buttons in view, by name. */
export function buttonNames(element: HTMLElement): string[] {
  return [...element.shadowRoot!.querySelectorAll('button')].filter(visible).map(nameOf);
}

/** The button in view of that name, or undefined. */
export function findButton(element: HTMLElement, name: string): HTMLButtonElement | undefined {
  return [...element.shadowRoot!.querySelectorAll('button')].find((node) => visible(node) && nameOf(node) === name);
}

/** Waits for the button of that name. */
export function button(element: HTMLElement, name: string): Promise<HTMLButtonElement> {
  return eventually(`button ${name} (there are: ${buttonNames(element).join(', ')})`, () => findButton(element, name));
}

/** Words in view. */
export function text(element: HTMLElement): string {
  return [...element.shadowRoot!.children].map((node) => (node as HTMLElement).innerText ?? '').join(' ');
}

/** Waits until the element says that. */
export function says(element: HTMLElement, words: string): Promise<boolean> {
  return eventually(`it says ${words}`, () => text(element).includes(words));
}

/** The words of the alert in view. */
export function alert(element: HTMLElement): string | undefined {
  return [...element.shadowRoot!.querySelectorAll<HTMLElement>('[role=alert]')].filter(visible)[0]?.innerText;
}

/** A key pressed at what has the focus inside the element, else at `target`. */
export function press(target: HTMLElement, key: string, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
}

/** A click as a pointer makes it, in the middle of the node. */
export function pointerClick(node: HTMLElement): void {
  node.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, detail: 1 }));
}
