/** What a page-wide shortcut can do. */
export type ShortcutCommand = 'answer' | 'reject' | 'hangUp' | 'mute' | 'hold';
export const SHORTCUT_COMMANDS: readonly ShortcutCommand[] = ['answer', 'reject', 'hangUp', 'mute', 'hold'];

/** Written as in `aria-keyshortcuts` (WAI-ARIA 1.2): modifiers and one key, joined by `+`, e.g. `Control+Shift+A` or `F8`. */
export type Shortcuts = Readonly<Partial<Record<ShortcutCommand, string>>>;

const MODIFIERS = ['Control', 'Alt', 'Meta', 'Shift'] as const;
const SPELLING = /^(?:(?:Control|Alt|Meta|Shift)\+)*(?:[A-Z0-9]|F(?:[1-9]|1[0-2]))$/;

/** A function key, or a letter or digit with Control, Alt or Meta: anything less would be typed by somebody one day. */
export function isShortcut(text: string): boolean {
  if (!SPELLING.test(text)) return false;
  const parts = text.split('+');
  return new Set(parts).size === parts.length && (/^F\d/.test(parts.at(-1)!) || ['Control', 'Alt', 'Meta'].some((modifier) => parts.includes(modifier)));
}

/** Whether that key press is the shortcut. Letters go by the place of the key, since modifiers change what it types on some systems. */
export function isPressed(shortcut: string, { code, key, ctrlKey, altKey, metaKey, shiftKey }: KeyPress): boolean {
  const parts = shortcut.split('+');
  const name = parts.at(-1)!;
  const held = { Control: ctrlKey, Alt: altKey, Meta: metaKey, Shift: shiftKey };
  if (MODIFIERS.some((modifier) => held[modifier] !== parts.includes(modifier))) return false;
  return key.toUpperCase() === name || code === `Key${name}` || code === `Digit${name}`;
}

/** The part of a KeyboardEvent that counts. */
export interface KeyPress {
  readonly code: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}
