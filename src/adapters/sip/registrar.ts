import type { NameAddrHeader, UA, URI } from 'jssip';
import type { IncomingResponse } from 'jssip/lib/SIPMessage';
import { makeRequest, sendRequest } from './sip-request.js';

/** What JsSIP's user agent has and its types leave out. */
interface Account {
  readonly configuration: { readonly uri: URI; readonly registrar_server: URI; readonly instance_id: string };
  readonly contact: { readonly uri: URI; toString(): string };
}

/** What the registrar says; `silent`: nothing in time. */
export type RegistrarAnswer = 'silent' | Answered;

export interface Answered {
  readonly status: number;
  /** Whether our contact is among the bindings listed, and whether another one is (RFC 3261 section 10.3, step 8). */
  readonly ours: boolean;
  readonly others: boolean;
  /** How long the binding lasts, ms. */
  readonly expiresMs: number;
  /** How long the registrar wants to be left alone, ms (RFC 3261 section 20.33). */
  readonly retryAfterMs: number;
}

const EXPIRES_S = 120;
/** How long REGISTER may stay unanswered, ms: JsSIP would wait 32 s (timer F), in which nobody can call. */
const LIMIT_MS = 5000;

/** Our binding at the registrar (RFC 3261 section 10), one request at a time. JsSIP's own Registrator never asks again after a failure, and never asks without binding. */
export class Registrar {
  readonly #ua: UA;
  readonly #callId = Math.random().toString(36).slice(2);
  #cseq = 0;
  #expiresS = EXPIRES_S;

  constructor(ua: UA) {
    this.#ua = ua;
  }

  /** Binds our contact to the extension, or refreshes the binding; keeps to the registrar's shortest interval (423). */
  async bind(): Promise<RegistrarAnswer> {
    const response = await this.#register(this.#expiresS, LIMIT_MS);
    const shortest = Number(response?.getHeader('Min-Expires'));
    if (response?.status_code !== 423 || !(shortest > this.#expiresS)) return this.#read(response);
    this.#expiresS = shortest;
    return this.#read(await this.#register(shortest, LIMIT_MS));
  }

  /** Asks which contacts are bound and changes nothing (RFC 3261 section 10.2.3). */
  async ask(limitMs: number): Promise<RegistrarAnswer> {
    return this.#read(await this.#register(undefined, limitMs));
  }

  /** Takes our contact back. */
  async unbind(): Promise<RegistrarAnswer> {
    return this.#read(await this.#register(0, LIMIT_MS));
  }

  #register(expiresS: number | undefined, limitMs: number): Promise<IncomingResponse | undefined> {
    const { configuration, contact } = this.#ua as unknown as Account;
    // RFC 5626 section 4.2: the same instance, so that a registrar that knows outbound replaces our earlier contact.
    const ours = `${contact.toString()};+sip.ice;reg-id=1;+sip.instance="<urn:uuid:${configuration.instance_id}>"`;
    const headers = expiresS === undefined ? [] : [`Contact: ${ours};expires=${expiresS}`, `Expires: ${expiresS}`];
    const params = { to_uri: configuration.uri, call_id: this.#callId, cseq: (this.#cseq += 1) };
    return sendRequest(this.#ua, makeRequest(this.#ua, 'REGISTER', configuration.registrar_server, params, headers), limitMs, {
      authenticated: () => (this.#cseq += 1),
    });
  }

  #read(response: IncomingResponse | undefined): RegistrarAnswer {
    if (!response) return 'silent';
    const bindings = response.getHeaders('Contact').map((_raw, index) => response.parseHeader<NameAddrHeader>('Contact', index));
    const { user } = (this.#ua as unknown as Account).contact.uri;
    const ours = bindings.find((binding) => binding.uri.user === user);
    const expiresS = Number(ours?.getParam('expires') ?? response.getHeader('Expires') ?? this.#expiresS);
    // `120 (I'm in a meeting)`, `18000;duration=3600`
    const retryAfterMs = (Number.parseInt(response.getHeader('Retry-After') ?? '', 10) || 0) * 1000;
    return { status: response.status_code, ours: ours !== undefined, others: bindings.length > (ours ? 1 : 0), expiresMs: expiresS * 1000, retryAfterMs };
  }
}
