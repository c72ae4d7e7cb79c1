import { isPressed, SHORTCUT_COMMANDS, type ShortcutCommand, type Shortcuts } from '../../config/shortcut.js';

/** Somebody types there, or chooses: keys belong to the field. */
const FIELD = 'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"], [role="combobox"]';
/** Something modal is open: keys belong to it. */
const MODAL = 'dialog:modal, [aria-modal="true"]';

/**
 * Page-wide shortcuts of the phone, where the host configured them, until the returned function is called. A guest: whatever the host handled, is typed into
 * a field, belongs to an IME or to a modal dialog is left alone. `run` returns false where there was nothing to do; the key is the page's then.
 */
export function followShortcuts(shortcuts: Shortcuts, run: (command: ShortcutCommand) => boolean): () => void {
  const pressed = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const command = SHORTCUT_COMMANDS.find((one) => shortcuts[one] !== undefined && isPressed(shortcuts[one], event));
    if (command === undefined || isTaken(event)) return;
    if (run(command)) event.preventDefault();
  };
  // The last to hear of it: handlers of the host come first.
  addEventListener('keydown', pressed);
  return () => removeEventListener('keydown', pressed);
}

function isTaken(event: KeyboardEvent): boolean {
  const inField = event.composedPath().some((node) => node instanceof Element && node.matches(FIELD));
  return inField || [...document.querySelectorAll(MODAL)].some((node) => node.checkVisibility());
}
