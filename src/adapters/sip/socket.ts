import { Grammar } from 'jssip';
import type { ErrorCode } from '../../it-error.js';
import { Connecting } from './connecting.js';
import { release } from './early-socket.js';
import { Outage } from './outage.js';
import { branchOf, contradictsItself, isOtherVersion, refusalOf } from './unreadable.js';

/** First tries after a loss are spread over so many ms: a server that restarts is met by its phones one after another. */
const SPREAD_MS = 1400;
/** "Going away" (RFC 6455 section 7.4.1): a server that stops, or this page being left. Firefox closes a page's sockets before its `pagehide`. */
const GOING_AWAY = 1001;
/** A page that is being left is gone within so long, ms: its calls are for the next page, and must not end with the socket. */
const LEFT_WITHIN_MS = 500;

/** In place of a contact that cannot be read. */
const UNREADABLE = 'Contact: <sip:unreadable.invalid>';

export interface SipSocketOptions {
  /** WebSocket addresses in order of preference, one at least. */
  readonly urls: readonly [string, ...string[]];
  /** As of {@link Connecting}. */
  readonly begun: (url: string) => WebSocket | undefined;
  /** Whether JsSIP made a transaction of the request with this branch. */
  readonly isKnown: (branch: string) => boolean;
  /** A request could not be read, and was refused where it could be; `count` in all. */
  readonly unreadable: (message: string, count: number) => void;
  /** No server can be reached, and why as far as that is known; `forGood`: the page may not, and there will be no further try. */
  readonly unreachable: (reason: ErrorCode, forGood: boolean) => void;
}

/**
 * JsSIP's `Socket` (SIP over WebSocket, RFC 7118) over whichever of the servers answers. It connects until it is told to stop, so that JsSIP's own
 * reconnecting never comes into play, and answers requests that JsSIP drops in silence because it cannot read them.
 */
export class SipSocket {
  readonly url: string;
  readonly sip_uri: string;
  readonly via_transport: string;
  /** JsSIP's transport puts its own here. */
  onconnect: () => void = () => undefined;
  ondisconnect: (error: boolean, code?: number, reason?: string) => void = () => undefined;
  ondata: (data: string) => void = () => undefined;
  readonly #options: SipSocketOptions;
  readonly #outage: Outage;
  #urls: readonly string[];
  #socket: WebSocket | undefined;
  #connecting: Connecting | undefined;
  #spread = false;
  #sent = 0;
  #unreadable = 0;

  constructor(options: SipSocketOptions) {
    const [url] = options.urls;
    const { protocol, host } = new URL(url);
    this.#options = options;
    this.#outage = new Outage({ url, unreachable: (reason) => options.unreachable(reason, false) });
    this.#urls = options.urls;
    this.url = url;
    this.sip_uri = `sip:${host};transport=ws`;
    this.via_transport = protocol === 'wss:' ? 'WSS' : 'WS';
  }

  connect(): void {
    if (this.#socket || this.#connecting) return;
    this.#connecting = new Connecting({
      urls: this.#urls,
      begun: this.#options.begun,
      firstAfterMs: this.#spread ? Math.random() * SPREAD_MS : 0,
      opened: (socket) => this.#opened(socket),
      failed: (failure) => this.#outage.failed(failure),
      forbidden: (reason) => this.#options.unreachable(reason, true),
    });
  }

  disconnect(): void {
    this.#connecting?.stop();
    this.#connecting = undefined;
    if (this.#socket) release(this.#socket);
    this.#socket = undefined;
  }

  send(message: string): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#sent += 1;
    this.#socket.send(message);
    return true;
  }

  isConnected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  isConnecting(): boolean {
    return this.#connecting !== undefined;
  }

  /** Takes the connection for dead, although nobody closed it. */
  drop(): void {
    // Every phone finds that out at a moment of its own.
    this.#spread = false;
    if (this.#socket) this.#lost(this.#socket, 'silent');
  }

  /** The server is connected and of no use: of several, the next one comes first from now on. One that stands alone is left only when it is `silent`. */
  dropServer(silent: boolean): void {
    const [first, ...others] = this.#urls;
    if (first !== undefined) this.#urls = [...others, first];
    if (silent || others.length > 0) this.drop();
  }

  /** Tries at once instead of waiting for the next try. */
  hurry(): void {
    this.#connecting?.hurry();
  }

  #opened(socket: WebSocket): void {
    this.#connecting = undefined;
    this.#socket = socket;
    this.#spread = true;
    this.#outage.over();
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => this.#receive(typeof data === 'string' ? data : new TextDecoder().decode(data));
    socket.onclose = ({ code, reason }) => {
      if (code === GOING_AWAY) setTimeout(() => this.#lost(socket, reason), LEFT_WITHIN_MS);
      else this.#lost(socket, reason);
    };
    this.onconnect();
  }

  #lost(socket: WebSocket, reason: string): void {
    if (socket !== this.#socket) return;
    release(socket);
    this.#socket = undefined;
    this.ondisconnect(true, undefined, reason);
  }

  #receive(message: string): void {
    const sent = this.#sent;
    let understood = !isOtherVersion(message) && !contradictsItself(message);
    try {
      if (understood) this.ondata(mend(message));
    } catch {
      // JsSIP stumbles over some malformed messages; whoever sent one hears of it below.
      understood = false;
    }
    const branch = branchOf(message);
    if (this.#sent > sent || (understood && branch !== undefined && this.#options.isKnown(branch))) return;
    const refusal = refusalOf(message);
    if (refusal === undefined) return;
    this.#unreadable += 1;
    this.#options.unreadable(message, this.#unreadable);
    this.send(refusal);
  }
}

/**
 * What no parser, or not JsSIP's, reads in an answer to REGISTER, which would be dropped for it. chan_sip lists no contact at all as `Contact: <>`; and among the
 * extension's other contacts is one whose host JsSIP takes for none (`019f9ae299f5`, a container's): it still counts as one.
 */
function mend(message: string): string {
  if (!/^SIP\/2\.0 /.test(message) || !/^CSeq[ \t]*:[ \t]*\d+[ \t]+REGISTER\b/im.test(message)) return message;
  return message
    .replace(/^Contact: <>[^\r\n]*\r\n/m, '')
    .replaceAll(/^(?:Contact|m)[ \t]*:[ \t]*([^\r\n]*)/gim, (line, value: string) => ((Grammar.parse(value, 'Contact') as unknown) === -1 ? UNREADABLE : line));
}
