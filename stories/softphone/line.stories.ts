import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { ErrorCode } from '../../src/it-error.js';
import { statesOf } from '../stage.js';

const softphone = statesOf('it-softphone');

export default { title: 'Softphone/Line' } satisfies Meta;

/** An account that may not use the phone. */
function absent(reason: ErrorCode): StoryObj {
  return softphone(({ line }) => line.becomes('off', reason), { account: { capabilities: { phone: reason } } });
}

/** The server cannot be reached, for a reason that an administrator can act on. */
function unreachable(reason: ErrorCode, server = 'wss://pbx.example.co.jp:8089/ws', state: 'lost' | 'refused' = 'lost'): StoryObj {
  return softphone(({ line }) => line.becomes(state, reason, server));
}

export const Registered = softphone();
export const Off = softphone(({ line }) => line.becomes('off'));
export const Connecting = softphone(({ line }) => line.becomes('connecting'));
export const Lost = softphone(({ line }) => line.becomes('lost'));
export const Elsewhere = softphone(({ line }) => line.becomes('elsewhere'));
export const Refused = softphone(({ line }) => line.becomes('refused'));
export const WrongCredentials = softphone(({ line }) => line.becomes('refused', 'wrong-credentials'));
export const MixedContent = unreachable('mixed-content', 'ws://10.0.0.5:8088/ws', 'refused');
export const LocalNetworkRefused = unreachable('local-network-refused', 'ws://10.0.0.5:8088/ws');
export const NetworkOffline = softphone(({ line }) => line.becomes('lost', 'network-offline'));
export const HostUnknown = unreachable('host-unknown');
export const PortClosed = unreachable('port-closed');
export const ServerSilent = unreachable('server-silent');
export const CertificateUntrusted = unreachable('certificate-untrusted');
export const CertificateOrPort = unreachable('certificate-or-port');
export const WebsocketRefused = unreachable('websocket-refused');
export const PolicyRefused = unreachable('policy-refused', 'wss://pbx.example.co.jp:8089/ws', 'refused');
export const SigningIn = softphone(undefined, { account: { state: 'loading' } });
export const NotLicensed = absent('not-licensed');
export const NoTelephony = absent('no-telephony');
