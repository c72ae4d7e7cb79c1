import type { Meta } from '@storybook/web-components-vite';
import { KNOWN } from '../memory-provider.js';
import { statesOf } from '../stage.js';

const softphone = statesOf('it-softphone');

export default { title: 'Softphone/Idle' } satisfies Meta;

export const DialPad = softphone();
export const NumberTyped = softphone(({ write }) => write('input', '03-1234-5678'));
export const LongestNumber = softphone(({ write }) => write('input', '+8190123456789012345678901234567'));
export const EmergencyNumber = softphone(({ write }) => write('input', '１１９'));
/** 山田太郎 was called before: the number says whose it is, in any form. */
export const LastNumber = softphone(async ({ phone, line, see, click, write }) => {
  line.ends(await phone.dial(KNOWN), { reason: 'busy', side: 'remote', code: 486 });
  await click('[data-place=dismiss-call]');
  await write('input', '+81 90-1234-5678');
  await see('[part=about]');
});
