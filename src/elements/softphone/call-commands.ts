import type { Shortcuts } from '../../config/shortcut.js';
import type { Call } from '../../phone/call.js';
import type { Phone } from '../../phone/phone.js';
import type { CallCommands } from './call-controls.js';
import type { View } from './keys.js';
import type { Situation } from './situation.js';

/** What the panel does for {@link callCommands}. */
export interface CommandSurroundings {
  readonly phone: Phone;
  readonly view: View;
  readonly shortcuts: Shortcuts | undefined;
  /** Shows a view and focuses the first match of the selector in it. */
  show(view: View, focus: string): void;
  /** Runs a command; that it fails is drawn from the snapshot. */
  run(command: Promise<unknown> | undefined): void;
  /** Absent where there is no contact to show. */
  readonly showContact: ((call: Call) => Promise<void> | undefined) | undefined;
}

/** What a person may do with the call in the band as things stand, as commands of the phone. A conference is muted, held and left as one. */
export function callCommands(call: Call, { consulting, others }: Situation, around: CommandSurroundings): CallCommands {
  const { phone, view, shortcuts = {}, show, run, showContact } = around;
  const idOf = ({ id, conference }: Call): string | undefined => (conference ? undefined : id);
  return {
    shortcuts,
    answer: ({ id }) => run(phone.answer(id)),
    reject: ({ id }) => run(phone.reject(id)),
    hangUp: (one) => run(phone.hangUp(idOf(one))),
    toggleMute: (one) => run(phone.setMuted(!one.muted, idOf(one))),
    toggleHold: (one) => run(phone.setHold(!one.hold.local, idOf(one))),
    showTransfer: consulting || call.conference ? undefined : () => show('transfer', 'input'),
    cancelTransfer: () => run(phone.cancelTransfer()),
    completeTransfer: () => run(phone.completeTransfer()),
    addCall: () => show(view === 'add' ? 'call' : 'add', 'input'),
    merge: others.some(({ phase }) => phase === 'active') ? () => run(phone.merge()) : undefined,
    showKeypad: () => show('keypad', '.pad'),
    showDevices: () => show('devices', '[data-place=back]'),
    showContact: showContact && ((one) => run(showContact(one))),
  };
}
