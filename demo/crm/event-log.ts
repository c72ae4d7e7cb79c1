/** Every event of the public contract, in its order there. */
const EVENTS = [
  'it-ready',
  'it-line-change',
  'it-call-incoming',
  'it-call-change',
  'it-call-ended',
  'it-agent-status-change',
  'it-contact-pop',
  'it-error',
  'it-config-needed',
] as const;

const KEPT = 200;

/** Lists every event of `target` in `list`, newest first, with its detail as text; the oldest go. */
export function followEvents(target: EventTarget, list: HTMLElement): void {
  for (const name of EVENTS) {
    target.addEventListener(name, (event) => {
      list.prepend(line(name, (event as CustomEvent<unknown>).detail));
      while (list.children.length > KEPT) list.lastElementChild?.remove();
    });
  }
}

function line(name: string, detail: unknown): HTMLElement {
  const item = document.createElement('li');
  const time = document.createElement('time');
  const now = new Date();
  time.dateTime = now.toISOString();
  time.textContent = now.toLocaleTimeString('ja-JP', { timeZone: 'Asia/Tokyo' });
  const title = document.createElement('b');
  title.textContent = name;
  item.append(time, title, asText(detail));
  return item;
}

function asText(detail: unknown): string {
  if (detail === null || detail === undefined) return '';
  // An Error's own message and code are not enumerable.
  return JSON.stringify(detail, (_key, value: unknown) => (value instanceof Error ? { ...value, message: value.message } : value));
}
