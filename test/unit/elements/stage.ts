import { ContextProvider } from '@lit/context';
import { fixture, html } from '@open-wc/testing';
import type { ReactiveElement } from 'lit';
import { MemoryAgentFeed } from '../../../src/adapters/memory/memory-agent-feed.js';
import { MemoryCallEventFeed } from '../../../src/adapters/memory/memory-call-event-feed.js';
import { MemoryLine } from '../../../src/adapters/memory/memory-line.js';
import { AgentStore } from '../../../src/agent/agent.js';
import type { AccountSnapshot } from '../../../src/config/config.js';
import type { Contact } from '../../../src/contacts/contact.js';
import { ContactsStore } from '../../../src/contacts/contacts.js';
import { accountContext, agentContext, contactsContext, phoneContext } from '../../../src/elements/contexts.js';
import type { ItError } from '../../../src/it-error.js';
import type { Call } from '../../../src/phone/call.js';
import { PhoneStore } from '../../../src/phone/phone.js';
import { Store } from '../../../src/store.js';

/** 山田太郎's number, the one that the stage's host knows. */
export const KNOWN = '09012345678';
const YAMADA: Contact = { id: '1', name: '山田太郎', kana: 'やまだ たろう', company: 'サンプル商事' };

/** One element with real stores around it, fed by memory. */
export interface Stage<E extends HTMLElement> {
  readonly element: E;
  readonly line: MemoryLine;
  readonly phone: PhoneStore;
  readonly agent: AgentStore;
  readonly agentFeed: MemoryAgentFeed;
  readonly callEvents: MemoryCallEventFeed;
  readonly account: Store<AccountSnapshot, AccountSnapshot>;
  readonly errors: ItError[];
  /** Calls whose contact was shown. */
  readonly popped: Call[];
}

export interface Setting {
  readonly account?: Partial<AccountSnapshot>;
  readonly lang?: string;
  /** A desk phone instead of the page's own line. */
  readonly desk?: boolean;
  /** The address that the browser refuses to open. */
  readonly blocked?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Puts `tag` into a page whose provider is in memory. */
export async function stage<K extends keyof HTMLElementTagNameMap>(tag: K, setting: Setting = {}): Promise<Stage<HTMLElementTagNameMap[K]>> {
  const root = await fixture<HTMLElement>(html`<div lang=${setting.lang ?? 'ja'}></div>`);
  const errors: ItError[] = [];
  const popped: Call[] = [];
  const failed = (error: ItError): void => void errors.push(error);
  const line = new MemoryLine();
  const agentFeed = new MemoryAgentFeed();
  const callEvents = new MemoryCallEventFeed();
  const agent = new AgentStore(agentFeed, failed);
  let ids = 0;
  const phone = new PhoneStore(line, {
    chosenStatus: () => agent.snapshot.chosen,
    callWaiting: true,
    now: Date.now,
    newId: () => `call-${++ids}`,
    defect: (event) => {
      throw new Error(`the memory line told what cannot be: ${event.type}`);
    },
    failed,
  });
  const contacts = new ContactsStore({
    popAt: 'answered',
    groupCodes: ['G01'],
    deskPhone: setting.desk ?? false,
    extension: () => '1001',
    calls: () => phone.snapshot.calls,
    resolveContact: () => async (number) => (number === KNOWN ? YAMADA : null),
    pop: (call) => {
      popped.push(call);
      return setting.blocked;
    },
    failed,
  });
  const account = new Store<AccountSnapshot, AccountSnapshot>(
    { state: 'ready', capabilities: {}, extension: '1001', ...setting.account },
    (_before, after) => after,
  );
  const providers = [
    new ContextProvider(root, { context: accountContext, initialValue: account }),
    new ContextProvider(root, { context: phoneContext, initialValue: phone }),
    new ContextProvider(root, { context: agentContext, initialValue: agent }),
    new ContextProvider(root, { context: contactsContext, initialValue: contacts }),
  ];
  for (const provider of providers) provider.hostConnected();
  phone.subscribe(() => contacts.followCalls());
  phone.start();
  agent.start();
  contacts.start(callEvents);
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(setting.attributes ?? {})) element.setAttribute(name, value);
  root.append(element);
  await (element as unknown as ReactiveElement).updateComplete;
  return { element, line, phone, agent, agentFeed, callEvents, account, errors, popped };
}

/** Polls until `found` gives something; fails with `what` after a limit. */
export async function eventually<T>(what: string, found: () => T | null | undefined | false, limitMs = 4000): Promise<T> {
  const limit = performance.now() + limitMs;
  for (;;) {
    const value = found();
    if (value) return value;
    if (performance.now() > limit) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
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
