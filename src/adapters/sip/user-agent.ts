import { UA, URI } from 'jssip';
import type { SipConfig } from '../../config/config.js';
import type { SipSocket } from './socket.js';

/** JsSIP would answer 408 after a minute of ringing; how long a call rings is the PBX's business. */
const NO_ANSWER_S = 3600;
/** JsSIP's own reconnect timer: out of the way, {@link SipSocket} is sooner. */
const JSSIP_RECONNECT_S = 3600;

export interface UserAgentOptions {
  readonly sip: SipConfig;
  /** `User-Agent`, e.g. `Infinitalk Widgets Ver0.1.0`. */
  readonly userAgent: string;
}

/** JsSIP's user agent for an account. It neither registers nor reconnects by itself. */
export function makeUserAgent({ sip, userAgent }: UserAgentOptions, socket: SipSocket): UA {
  const transport = socket.via_transport.toLowerCase();
  // JsSIP's own Contact always says `transport=ws`, and chan_sip then cannot call a wss client back.
  const contact = `sip:${randomToken()}@${randomToken()}.invalid;transport=${transport}`;
  const secret = sip.ha1 !== undefined ? { ha1: sip.ha1, realm: sip.realm ?? '' } : { password: sip.password ?? '' };
  return new UA({
    uri: new URI('sip', sip.extension, sip.domain).toString(),
    // Its types ask for what its own transport never reads.
    sockets: socket as never,
    ...secret,
    ...(sip.displayName !== undefined && { display_name: sip.displayName }),
    contact_uri: contact,
    user_agent: userAgent,
    // A refresh while the socket is down would end a healthy call.
    session_timers: false,
    // Registration asks for itself.
    register: false,
    no_answer_timeout: NO_ANSWER_S,
    connection_recovery_min_interval: JSSIP_RECONNECT_S,
    connection_recovery_max_interval: JSSIP_RECONNECT_S,
  });
}

/** Whether JsSIP has a server transaction with this branch, which its types leave out. */
export function isTransaction(ua: UA, branch: string): boolean {
  const { ist, nist } = (ua as unknown as { _transactions: Record<'ist' | 'nist', Record<string, unknown>> })._transactions;
  return branch in ist || branch in nist;
}

function randomToken(): string {
  return Math.random().toString(36).slice(2, 12);
}
