import { expect } from '@open-wc/testing';
import { followShortcuts } from '../../../../src/adapters/browser/page-shortcuts.js';
import { isShortcut, type ShortcutCommand } from '../../../../src/config/shortcut.js';
import { press } from '../../elements/stage.js';

const CTRL_SHIFT = { ctrlKey: true, shiftKey: true };

describe('page-wide shortcuts', () => {
  let ran: ShortcutCommand[] = [];
  let something = true;
  let stop: () => void;

  beforeEach(() => {
    ran = [];
    something = true;
    stop = followShortcuts({ answer: 'Control+Shift+A', mute: 'F8' }, (command) => {
      if (something) ran.push(command);
      return something;
    });
  });

  afterEach(() => {
    stop();
    document.body.replaceChildren();
  });

  it('do what was configured, and take the key from the page', () => {
    const event = press(document.body, 'A', CTRL_SHIFT);
    press(document.body, 'F8');
    expect(ran).to.deep.equal(['answer', 'mute']);
    expect(event.defaultPrevented).to.equal(true);
  });

  it('go by the place of the key where a modifier changes what it types', () => {
    press(document.body, 'å', { ...CTRL_SHIFT, code: 'KeyA' });
    expect(ran).to.deep.equal(['answer']);
  });

  it('leave other keys, other modifiers and repeats to the page', () => {
    press(document.body, 'A', { ctrlKey: true });
    press(document.body, 'A', { ...CTRL_SHIFT, altKey: true });
    press(document.body, 'a');
    press(document.body, 'F8', { repeat: true });
    expect(ran).to.deep.equal([]);
  });

  it('leave the key to the page where there is nothing to do', () => {
    something = false;
    expect(press(document.body, 'F8').defaultPrevented).to.equal(false);
  });

  it('are nobody’s while somebody types, composes, or the host has handled the key', () => {
    document.body.innerHTML = '<input><textarea></textarea><select></select><div contenteditable><b>x</b></div><div role="textbox" tabindex="0"></div>';
    for (const field of document.querySelectorAll<HTMLElement>('input, textarea, select, b, [role]')) press(field, 'A', CTRL_SHIFT);
    press(document.body, 'A', { ...CTRL_SHIFT, isComposing: true });
    const handled = (event: Event): void => event.preventDefault();
    document.body.addEventListener('keydown', handled);
    press(document.body, 'A', CTRL_SHIFT);
    document.body.removeEventListener('keydown', handled);
    expect(ran).to.deep.equal([]);
  });

  it('are nobody’s in a field of a shadow tree', () => {
    const host = document.body.appendChild(document.createElement('div'));
    const field = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('input'));
    press(field, 'A', CTRL_SHIFT);
    expect(ran).to.deep.equal([]);
  });

  it('are nobody’s while a modal dialog is open, and the phone’s again afterwards', () => {
    const dialog = document.body.appendChild(document.createElement('dialog'));
    dialog.showModal();
    press(document.body, 'F8');
    expect(ran).to.deep.equal([]);
    dialog.close();
    press(document.body, 'F8');
    expect(ran).to.deep.equal(['mute']);
  });

  it('stop with the phone', () => {
    stop();
    press(document.body, 'F8');
    expect(ran).to.deep.equal([]);
  });

  it('are written as a function key, or a key with a modifier that nobody types by accident', () => {
    for (const good of ['F8', 'Control+Shift+A', 'Alt+1', 'Meta+K', 'Shift+F2']) expect(isShortcut(good), good).to.equal(true);
    for (const bad of ['', 'A', 'Shift+A', 'Ctrl+A', 'Control+', 'Control+Control+A', 'Control+a', 'Enter', 'Control+Escape'])
      expect(isShortcut(bad), bad).to.equal(false);
  });
});
