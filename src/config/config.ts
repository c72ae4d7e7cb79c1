import type { ItError } from '../it-error.js';
import type { Region } from '../phone-number.js';
import type { Shortcuts } from './shortcut.js';

export type Locale = 'ja' | 'en' | 'vi';
export const LOCALES: readonly Locale[] = ['ja', 'en', 'vi'];

/** How to reach Asterisk and as whom. */
export interface SipConfig {
  readonly extension: string;
  readonly domain: string;
  readonly password?: string;
  /** MD5 of `extension:realm:password` (RFC 2617 section 3.2.2.2), instead of the password; needs `realm`. */
  readonly ha1?: string;
  readonly realm?: string;
  readonly displayName?: string;
  /** internet → wss on 8089 (default), vpn → ws on 8088. */
  readonly network?: 'internet' | 'vpn';
  /** Overrides only itself. */
  readonly port?: number;
  /** Overrides only itself; default `/ws`. */
  readonly path?: string;
  /** Further Asterisk hosts, tried in order when one is down. */
  readonly servers?: readonly string[];
  readonly iceServers?: readonly RTCIceServer[];
}

/** Everything that a host tells us, without functions but `firebase.token`: the public contract is in README.md. */
export interface ItConfig {
  readonly agent: { readonly id: string; readonly name: string; readonly role: 'operator' | 'supervisor'; readonly groupCodes: readonly string[] };
  /** CRM-only tenants have no customerId. */
  readonly contract: { readonly agreementId: string; readonly customerId?: string };
  /** `softphone` (SoftphoneLicense) lets an agent use the softphone. */
  readonly licenses: readonly string[];
  readonly sip?: SipConfig;
  readonly firebase?: {
    readonly options: Readonly<Record<string, unknown>>;
    readonly token: () => Promise<string>;
    /** `host:port` each. */
    readonly emulator?: { readonly firestore: string; readonly auth: string };
  };
  /** Live data over HTTP (SSE down, POST up) instead of firebase; never both. */
  readonly live?: { readonly url: string };
  /** Templates with {number} and {linkedId}, percent-encoded; http(s) only. */
  readonly links?: { readonly contact?: string; readonly chat?: string };
  readonly phone?: {
    readonly popAt?: 'ringing' | 'answered';
    readonly autoAnswer?: boolean;
    readonly announcement?: string;
    readonly markerCall?: boolean;
    readonly callWaiting?: boolean;
    /** Whose numbering plan national numbers follow; default JP. */
    readonly region?: Region;
    /** Default true: the browser asks before a page is left in which the agent talks. */
    readonly leaveWarning?: boolean;
    /** `standard`, `bell`, `soft`, `low`, or the address of an audio file; the agent may choose another. */
    readonly ringtone?: string;
    /** What a click on the desktop notification of a ringing call does: `focus` (default) shows the page, `answer` answers too, `off`: there are none. */
    readonly notification?: 'focus' | 'answer' | 'off';
    /** Default true: title, icon and application badge of the page tell of ringing and missed calls. */
    readonly pageBadge?: boolean;
    /** Page-wide keys; none by default. */
    readonly shortcuts?: Shortcuts;
    /** Shown while an emergency number is typed or called, instead of our own words. */
    readonly emergencyNotice?: string;
  };
  readonly locale?: Locale;
  /** Of a customer's session: validation puts it here, see {@link CustomerConfig}. */
  readonly customer?: CustomerSession;
}

/** One customer's conversation with one group, for as long as the link lives. */
export interface CustomerSession {
  /** Given by the server before the conversation exists: the first message makes it. */
  readonly chatId: string;
  readonly groupCode: string;
  /** As the customer knows it. */
  readonly groupName?: string;
  /** Absent: a guest. */
  readonly name?: string;
  /** Epoch ms; absent: the link does not run out. */
  readonly expiresAt?: number;
}

/** What a page for customers is given instead of {@link ItConfig}: chat and nothing else. */
export interface CustomerConfig extends Pick<ItConfig, 'firebase' | 'live' | 'locale'> {
  readonly customer: CustomerSession;
  readonly contract: { readonly agreementId: string };
}

/** Whether and why not an element may be used; undefined: it may. */
export interface Capabilities {
  readonly phone?: ItError['code'];
  readonly status?: ItError['code'];
  readonly contacts?: ItError['code'];
  readonly chat?: ItError['code'];
  readonly supervision?: ItError['code'];
}

/** Who is signed in, for the elements: no secret is in it. */
export interface AccountSnapshot {
  /** `absent` no configuration yet · `loading` signing in · `ready` everything is wired · `failed` see `error` · `signed-out` */
  readonly state: 'absent' | 'loading' | 'ready' | 'failed' | 'signed-out';
  readonly error?: { readonly code: ItError['code']; readonly field?: string; readonly expected?: string };
  readonly capabilities: Capabilities;
  readonly agentId?: string;
  readonly agentName?: string;
  readonly extension?: string;
  readonly locale?: Locale;
  /** Page-wide keys, as the elements announce them. */
  readonly shortcuts?: Shortcuts;
  /** By whose numbering plan numbers are written; absent: Japan's. */
  readonly region?: Region;
  /** What is said of an emergency number, where the host has words of its own. */
  readonly emergencyNotice?: string;
  /** Present: a customer, not an agent. */
  readonly customer?: CustomerSession;
}

export const NO_ACCOUNT: AccountSnapshot = { state: 'absent', capabilities: {} };
