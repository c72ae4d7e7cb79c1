import type { UA } from 'jssip';
import { ItError, type ErrorCode } from '../../it-error.js';
import type { LineState } from '../../phone/phone-state.js';
import { after } from '../browser/timer.js';
import { followWakeUps } from '../browser/wake-ups.js';
import { Registrar, type Answered, type RegistrarAnswer } from './registrar.js';
import { retryDelay } from './retry.js';
import type { SipSocket } from './socket.js';

/** JsSIP's transport, which its types leave out. */
interface WithTransport {
  readonly transport: { connect(): void; disconnect(): void; isConnected(): boolean };
}

/** Answers to REGISTER after which the same credentials will not do better: 403, 404 (chan_pjsip: no such account), 401 and 407 a second time. */
const WRONG_CREDENTIALS = new Set([401, 403, 404, 407]);

/** A registrar that asks for time (Retry-After) is left alone for so long at most, ms: as long as the slowest tries are apart. */
const LONGEST_WAIT_MS = 30_000;

const SIGN_OUT_LIMIT_MS = 2000;

/**
 * How often the registrar is asked what it has, ms, and how long its answer may take until the socket counts as dead: found within 15 s by an agent who
 * looks, at whatever tab, or talks, within 75 s otherwise. After a wake-up it is asked at once.
 */
const WATCHED = { everyMs: 9000, limitMs: 4000 };
const UNWATCHED = { everyMs: 55_000, limitMs: 12_000 };
const WOKEN_LIMIT_MS = 3000;

export interface RegistrationOptions {
  readonly ua: UA;
  readonly socket: SipSocket;
  readonly changed: (state: LineState, reason?: ErrorCode) => void;
  /** Whether a call lives, or somebody has yet to hear that one was hung up: then a dead socket matters also in a hidden tab, and to an extension that is used elsewhere. */
  readonly hasCalls: () => boolean;
  /** As `SipLineOptions` has them: whoever looks at another tab of this line looks at the line. */
  readonly seenElsewhere: () => boolean;
  readonly onSeenElsewhere: (listener: () => void) => () => void;
}

/**
 *     connecting → registered ⇄ lost          connecting, lost, registered → refused (wrong credentials)
 *     registered → elsewhere → (claimed) connecting
 *
 * Keeps one account registered, and tries again by itself as long as that can help. What the line shows is what the registrar has: it is asked regularly,
 * which finds a socket that died without a word as well. Once another browser's contact took the place of ours, nothing is registered until
 * {@link claim}: two phones that registered by themselves would take the line from each other for ever.
 */
export class Registration {
  readonly #options: RegistrationOptions;
  readonly #registrar: Registrar;
  #state: 'stopped' | 'trying' | 'registered' | 'refused' | 'elsewhere' = 'stopped';
  #lostAt: number | undefined;
  #refreshAt = 0;
  /** Counts what was asked: an answer to an earlier question is none. */
  #asked = 0;
  #cancel: () => void = () => undefined;
  #stopWakeUps: () => void = () => undefined;
  #claims: { resolve: () => void; reject: (error: ItError) => void }[] = [];

  constructor(options: RegistrationOptions) {
    const { ua } = options;
    this.#options = options;
    this.#registrar = new Registrar(ua);
    ua.on('connected', () => this.#connected());
    ua.on('disconnected', () => this.#disconnected());
  }

  get isRegistered(): boolean {
    return this.#state === 'registered';
  }

  start(): void {
    this.#state = 'trying';
    const stops = [followWakeUps(() => this.#woken()), this.#options.onSeenElsewhere(() => this.#woken())];
    this.#stopWakeUps = () => stops.forEach((stop) => stop());
    this.#options.changed('connecting');
    this.#options.ua.start();
  }

  /** Closes the socket and says nothing to the server: the registration stays there for whoever takes over. */
  stop(): void {
    this.#settle('stopped');
    this.#transport.disconnect();
  }

  /** Takes the registration back; resolves once the registrar answered, after 2 s at most. */
  async unregister(): Promise<void> {
    if (this.#state !== 'registered') return;
    this.#settle('stopped');
    const limit = new Promise((resolve) => setTimeout(resolve, SIGN_OUT_LIMIT_MS));
    await Promise.race([this.#registrar.unbind(), limit]);
  }

  /** Registers although another browser did, or the credentials were refused; resolves once registered. @throws ItError wrong-credentials, line-offline */
  claim(): Promise<void> {
    if (this.#state === 'registered') return Promise.resolve();
    if (this.#state === 'stopped') return Promise.reject(new ItError('line-offline'));
    const claimed = new Promise<void>((resolve, reject) => this.#claims.push({ resolve, reject }));
    this.#state = 'trying';
    this.#options.changed('connecting');
    this.#try();
    return claimed;
  }

  /** Finds out at once whether the connection and the registration still stand. */
  verify(): void {
    const asks = this.#state === 'registered' || (this.#state === 'elsewhere' && this.#options.hasCalls());
    if (asks && this.#transport.isConnected()) void this.#ask(WOKEN_LIMIT_MS);
  }

  /** A call has begun: its socket is watched more closely from now on. */
  callBegan(): void {
    if (this.#state === 'registered' && this.#transport.isConnected()) this.#watch();
  }

  get #transport(): WithTransport['transport'] {
    return (this.#options.ua as unknown as WithTransport).transport;
  }

  #woken(): void {
    if (this.#state === 'trying') this.#try();
    else this.verify();
  }

  #try(): void {
    const { socket } = this.#options;
    if (this.#transport.isConnected()) void this.#bind();
    else if (socket.isConnecting()) socket.hurry();
    else this.#transport.connect();
  }

  #connected(): void {
    if (this.#state === 'trying') void this.#bind();
  }

  #disconnected(): void {
    this.#asked += 1;
    this.#cancel();
    if (this.#state === 'registered') this.#state = 'trying';
    if (this.#state === 'trying') this.#lost('line-offline');
    // JsSIP's transport has not finished with this loss yet.
    if (this.#state === 'trying' || this.#options.hasCalls()) queueMicrotask(() => this.#state !== 'stopped' && this.#transport.connect());
  }

  /** Says why nobody can call; `forGood`: nothing will be tried any more. */
  unreachable(reason: ErrorCode, forGood: boolean): void {
    if (!forGood) this.#lost(reason);
    else if (this.#state !== 'stopped') this.#refused(reason);
  }

  #lost(reason: ErrorCode): void {
    if (this.#state !== 'trying') return;
    this.#lostAt ??= Date.now();
    this.#options.changed('lost', reason);
  }

  async #bind(): Promise<void> {
    const answer = await this.#answer(this.#registrar.bind());
    if (answer === undefined) return;
    if (answer !== 'silent' && answer.status < 300) this.#registered(answer);
    else if (answer !== 'silent' && WRONG_CREDENTIALS.has(answer.status)) this.#refused('wrong-credentials');
    else this.#failed(answer);
  }

  async #ask(limitMs: number): Promise<void> {
    const answer = await this.#answer(this.#registrar.ask(limitMs));
    if (answer === undefined) return;
    if (answer === 'silent') this.#options.socket.drop();
    else if (this.#state === 'elsewhere') this.#watch();
    else if (WRONG_CREDENTIALS.has(answer.status)) this.#refused('wrong-credentials');
    else if (answer.status >= 500) this.#failed(answer);
    else if (answer.status < 300 && !answer.ours && answer.others) this.#superseded();
    // Gone without another in its place: the server was restarted, or it expired.
    else if ((answer.status < 300 && !answer.ours) || Date.now() >= this.#refreshAt) void this.#bind();
    else this.#watch();
  }

  /** The answer, or undefined when something happened meanwhile that makes it old. */
  async #answer(question: Promise<RegistrarAnswer>): Promise<RegistrarAnswer | undefined> {
    this.#cancel();
    const asked = (this.#asked += 1);
    const answer = await question;
    return asked === this.#asked && this.#state !== 'stopped' && this.#state !== 'refused' ? answer : undefined;
  }

  #registered({ expiresMs }: Answered): void {
    this.#state = 'registered';
    this.#lostAt = undefined;
    this.#refreshAt = Date.now() + expiresMs / 2;
    this.#options.changed('registered');
    for (const { resolve } of this.#claims.splice(0)) resolve();
    this.#watch();
  }

  /** An extension that is used elsewhere is watched for the calls that it still has here. */
  #watch(): void {
    const hasCalls = this.#options.hasCalls();
    this.#cancel();
    if (this.#state === 'elsewhere' && !hasCalls) return;
    const { everyMs, limitMs } = document.visibilityState === 'visible' || this.#options.seenElsewhere() || hasCalls ? WATCHED : UNWATCHED;
    const refreshMs = this.#state === 'elsewhere' ? Infinity : Math.max(0, this.#refreshAt - Date.now());
    this.#cancel = after(Math.min(everyMs, refreshMs), () => void this.#ask(limitMs));
  }

  #failed(answer: RegistrarAnswer): void {
    this.#state = 'trying';
    this.#lost('line-offline');
    if (answer === 'silent' || answer.status >= 500) this.#options.socket.dropServer(answer === 'silent');
    if (!this.#transport.isConnected()) return;
    const asked = answer === 'silent' ? 0 : Math.min(answer.retryAfterMs, LONGEST_WAIT_MS);
    this.#cancel = after(asked + retryDelay(Date.now() - (this.#lostAt ?? Date.now()), Math.random()), () => this.#try());
  }

  #refused(reason: ErrorCode): void {
    this.#settle('refused', new ItError(reason));
    if (!this.#options.hasCalls()) this.#transport.disconnect();
    this.#options.changed('refused', reason);
  }

  #superseded(): void {
    this.#state = 'elsewhere';
    this.#watch();
    this.#options.changed('elsewhere');
  }

  #settle(state: 'stopped' | 'refused', error = new ItError('line-offline')): void {
    this.#state = state;
    this.#asked += 1;
    this.#lostAt = undefined;
    this.#cancel();
    if (state === 'stopped') this.#stopWakeUps();
    for (const { reject } of this.#claims.splice(0)) reject(error);
  }
}
