/** What stands below the band. */
export type View = 'call' | 'keypad' | 'devices' | 'transfer' | 'add' | 'quality';

export type Shortcut =
  | { readonly type: 'close' }
  | { readonly type: 'mute' }
  | { readonly type: 'hold' }
  | { readonly type: 'transfer' }
  | { readonly type: 'keypad' }
  | { readonly type: 'tone'; readonly tone: string };

const LETTERS: Readonly<Record<string, 'mute' | 'hold' | 'transfer' | 'keypad'>> = { m: 'mute', h: 'hold', t: 'transfer', k: 'keypad' };

function inField(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;
}

/** What a key means inside the softphone; undefined: nothing, it goes on to the host. Escape closes, and never ends a call. */
export function shortcut(event: KeyboardEvent, view: View): Shortcut | undefined {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return undefined;
  if (event.key === 'Escape') return { type: 'close' };
  if (inField(event) || event.repeat) return undefined;
  const letter = LETTERS[event.key.toLowerCase()];
  if (letter) return { type: letter };
  return view === 'keypad' && /^[0-9*#]$/.test(event.key) ? { type: 'tone', tone: event.key } : undefined;
}
