import type { Attention, PageLife, PageLifeListener } from '../../../../src/adapters/browser/page-life.js';
import { TabGroup } from '../../../../src/adapters/tabs/tab-group.js';

/** A page whose life a test decides. */
export class ScriptedLife implements PageLife {
  attention: Attention = { visible: true, focusedAt: 0, activated: false };
  #listener: PageLifeListener | undefined;

  watch(listener: PageLifeListener): () => void {
    this.#listener = listener;
    return () => (this.#listener = undefined);
  }

  looks(attention: Partial<Attention>): void {
    this.attention = { ...this.attention, ...attention };
    this.#listener?.attention(this.attention);
  }

  leaves(): void {
    this.#listener?.leaving();
  }

  comesBack(): void {
    this.#listener?.back();
  }
}

export interface Tab {
  readonly group: TabGroup;
  readonly life: ScriptedLife;
}

let accounts = 0;
let ids = 0;
const open: TabGroup[] = [];

/** A key that no other test has. */
export function newAccount(): string {
  return `it-widgets-test ${++accounts} ${Date.now()}`;
}

/** A tab of the account, in this very page: locks and channels do not ask where their tabs are. `now` is its clock, epoch ms. */
export function openTab(key: string, now = Date.now): Tab {
  const life = new ScriptedLife();
  const group = new TabGroup({ key, life, now, newId: () => `id-${++ids}` });
  open.push(group);
  group.start();
  return { group, life };
}

export function closeTabs(): void {
  for (const group of open.splice(0)) group.stop();
  for (const name of Object.keys(localStorage)) if (name.startsWith('it-widgets-test')) localStorage.removeItem(name);
}

/** Resolves once a condition holds; fails the test after `limitMs`. */
export async function until(holds: () => boolean, limitMs = 5_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`not within ${limitMs} ms: ${String(holds)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
