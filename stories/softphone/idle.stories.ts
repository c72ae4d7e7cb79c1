import type { Meta } from '@storybook/web-components-vite';
import { statesOf } from '../stage.js';

const softphone = statesOf('it-softphone');

export default { title: 'Softphone/Idle' } satisfies Meta;

export const DialPad = softphone();
export const NumberTyped = softphone(({ write }) => write('input', '03-1234-5678'));
export const LongestNumber = softphone(({ write }) => write('input', '+8190123456789012345678901234567'));
