import type { StoryObj } from '@storybook/web-components-vite';
import type { ReactiveElement } from 'lit';
import '../src/index.js';
import { eventually } from './eventually.js';
import { memoryProvider, type MemoryProvider, type MemorySetting } from './memory-provider.js';

export interface Setting extends MemorySetting {
  readonly attributes?: Readonly<Record<string, string>>;
}

/** One element, what feeds it, and a hand that presses its buttons. */
export interface Stage extends MemoryProvider {
  /** Resolves to what the selector finds inside the element, once that is in view; fails after a limit of 4 s. */
  see(selector: string, limitMs?: number): Promise<HTMLElement>;
  click(selector: string): Promise<void>;
  write(selector: string, text: string): Promise<void>;
}

/** Everything that has happened before the picture is taken. */
export type Scene = (stage: Stage) => unknown;

/**
 * Makes stories of one element: `const phone = statesOf('it-softphone')`, then `export const Dialing = phone(({ phone }) => phone.dial('1002'))`.
 * A story is finished when its scene is and the element draws something.
 */
export function statesOf(tag: keyof HTMLElementTagNameMap, always: Setting = {}): (scene?: Scene, setting?: Setting) => StoryObj {
  return (scene = () => undefined, setting = {}) => draws((root) => play(root, tag, scene, { ...always, ...setting }));
}

/** A story from what fills its root; drawn anew when the toolbar changes, and finished when the promise is. */
export function draws(fill: (root: HTMLElement) => Promise<unknown>): StoryObj {
  const finished = new WeakMap<Element, Promise<unknown>>();
  return {
    render: () => {
      const root = document.createElement('div');
      finished.set(root, fill(root));
      return root;
    },
    play: async ({ canvasElement }) => {
      await finished.get(canvasElement.firstElementChild!);
      // What the last fact changed is drawn, and animations that it started have begun.
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    },
  };
}

/** Resolves to what the selector finds inside the element, once that is in view. */
export function inView(element: HTMLElement, selector: string, limitMs?: number): Promise<HTMLElement> {
  const found = (): HTMLElement[] => [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const drawn = (): HTMLElement | undefined => found().find((node) => node.checkVisibility() && node.getClientRects().length > 0);
  return eventually(`${selector} in <${element.localName}>`, drawn, limitMs);
}

async function play(root: HTMLElement, tag: keyof HTMLElementTagNameMap, scene: Scene, setting: Setting): Promise<void> {
  const provider = memoryProvider(root, setting);
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(setting.attributes ?? {})) element.setAttribute(name, value);
  root.append(element);
  const see: Stage['see'] = (selector, limitMs) => inView(element, selector, limitMs);
  await scene({
    ...provider,
    see,
    click: async (selector) => (await see(selector)).click(),
    write: async (selector, text) => {
      const field = (await see(selector)) as HTMLInputElement | HTMLTextAreaElement;
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    },
  });
  await see('*');
  await (element as unknown as ReactiveElement).updateComplete;
}
