import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { ErrorCode } from '../../src/it-error.js';
import { statesOf } from '../stage.js';

const softphone = statesOf('it-softphone');

export default { title: 'Softphone/Line' } satisfies Meta;

/** An account that may not use the phone. */
function absent(reason: ErrorCode): StoryObj {
  return softphone(({ line }) => line.becomes('off', reason), { account: { capabilities: { phone: reason } } });
}

export const Registered = softphone();
export const Off = softphone(({ line }) => line.becomes('off'));
export const Connecting = softphone(({ line }) => line.becomes('connecting'));
export const Lost = softphone(({ line }) => line.becomes('lost'));
export const Elsewhere = softphone(({ line }) => line.becomes('elsewhere'));
export const Refused = softphone(({ line }) => line.becomes('refused'));
export const WrongCredentials = softphone(({ line }) => line.becomes('refused', 'wrong-credentials'));
export const MixedContent = softphone(({ line }) => line.becomes('refused', 'mixed-content'));
export const LocalNetworkRefused = softphone(({ line }) => line.becomes('lost', 'local-network-refused'));
export const SigningIn = softphone(undefined, { account: { state: 'loading' } });
export const NotLicensed = absent('not-licensed');
export const NoTelephony = absent('no-telephony');
