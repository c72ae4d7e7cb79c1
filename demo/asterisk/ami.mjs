import { connect } from 'node:net';

const CONNECT_LIMIT_MS = 5_000;
const ACTION_LIMIT_MS = 10_000;

/**
 * Client of Asterisk's Manager Interface: lines `Key: value` over TCP, an empty line ends a message. Actions are answered by `Response`
 * with the same ActionID, everything that happens comes as `Event`.
 * See https://docs.asterisk.org/Configuration/Interfaces/Asterisk-Manager-Interface-AMI/
 *
 * @typedef {Record<string, string>} AmiMessage fields by name as Asterisk writes them; a field that is repeated (`Variable`, `Output`) is joined by line feeds
 */
export class Ami {
  #socket;
  #listeners = new Set();
  #pending = new Map();
  #nextId = 0;
  #rest = '';
  #greeted = false;
  #closed;
  #whenClosed;

  /** Use {@link connectAmi}. */
  constructor(socket) {
    this.#socket = socket;
    socket.setEncoding('utf8').on('data', (text) => this.#read(text));
    socket.on('error', (error) => (this.#closed ??= error));
    this.#whenClosed = new Promise((resolve) => socket.on('close', () => resolve(this.#end())));
  }

  /**
   * Sends an action.
   * @param {string} name e.g. `Originate`
   * @param {Record<string, string | number | readonly string[]>} [fields] an array repeats its field
   * @returns {Promise<AmiMessage>} the response
   * @throws {Error} when Asterisk answers `Response: Error`, does not answer within 10 s, or the connection is gone
   */
  action(name, fields = {}) {
    const id = String((this.#nextId += 1));
    const lines = Object.entries({ Action: name, ActionID: id, ...fields }).flatMap(([key, value]) => [value].flat().map((each) => `${key}: ${each}`));
    const unsafe = lines.find((line) => /[\r\n]/.test(line));
    if (unsafe) return Promise.reject(new TypeError(`AMI ${name}: ${JSON.stringify(unsafe)} holds a line break, expected one line`));
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(this.#closed);
      const timer = setTimeout(() => settle(new Error(`AMI ${name}: no answer within ${ACTION_LIMIT_MS / 1000} s`)), ACTION_LIMIT_MS);
      const settle = (outcome) => {
        clearTimeout(timer);
        this.#pending.delete(id);
        if (outcome instanceof Error) reject(outcome);
        else if (outcome.Response === 'Error') reject(new Error(`AMI ${name}: ${outcome.Message}`));
        else resolve(outcome);
      };
      this.#pending.set(id, settle);
      this.#socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    });
  }

  /**
   * Runs a CLI command.
   * @param {string} command e.g. `core show channels count`
   * @returns {Promise<string>} what it prints
   */
  async command(command) {
    const { Output = '' } = await this.action('Command', { Command: command });
    return Output;
  }

  /**
   * Makes Asterisk dial a channel and run the dialplan on it once it is answered; resolves when the call was queued, not when it is answered.
   * @param {{ channel: string, context: string, exten: string, callerId?: { number: string, name?: string }, timeoutMs?: number, variables?: Record<string, string> }} call
   *   `channel`: e.g. `Local/1001@from-outside/n`; `callerId`: shown to whom it rings
   * @returns {Promise<AmiMessage>}
   */
  originate({ channel, context, exten, callerId, timeoutMs = 30_000, variables = {} }) {
    return this.action('Originate', {
      Channel: channel,
      Context: context,
      Exten: exten,
      Priority: 1,
      Timeout: timeoutMs,
      Async: 'true',
      ...(callerId && { CallerID: `"${(callerId.name ?? '').replace(/["\\]/g, '\\$&')}" <${callerId.number}>` }),
      Variable: Object.entries(variables).map(([key, value]) => `${key}=${value}`),
    });
  }

  /**
   * Hears every event from now on.
   * @param {(event: AmiMessage) => void} listener
   * @returns {() => void} stops it
   */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Waits for an event; only later ones count, so begin to wait before what causes it.
   * @param {(event: AmiMessage) => boolean} predicate
   * @param {number} limitMs
   * @param {string} [what] names it in the error
   * @returns {Promise<AmiMessage>}
   * @throws {Error} when it does not come within `limitMs`; the message lists the names of the events that came instead
   */
  waitFor(predicate, limitMs, what = 'the event') {
    const seen = new Set();
    return new Promise((resolve, reject) => {
      const stop = this.listen((event) => {
        seen.add(event.Event);
        if (predicate(event)) settle(() => resolve(event));
      });
      const timer = setTimeout(
        () => settle(() => reject(new Error(`AMI: ${what} did not come within ${limitMs} ms; came: ${[...seen].join(', ') || 'none'}`))),
        limitMs,
      );
      const settle = (then) => {
        clearTimeout(timer);
        stop();
        then();
      };
    });
  }

  /** Resolves when the connection is gone, whoever ended it. @returns {Promise<void>} */
  get closed() {
    return this.#whenClosed;
  }

  /** Closes the connection; actions that wait are rejected. */
  close() {
    this.#closed ??= new Error('AMI: closed');
    this.#socket.end();
  }

  #read(text) {
    this.#rest += text;
    if (!this.#greeted) {
      const end = this.#rest.indexOf('\r\n');
      if (end < 0) return;
      // The banner, "Asterisk Call Manager/…", is no message.
      this.#greeted = true;
      this.#rest = this.#rest.slice(end + 2);
    }
    const messages = this.#rest.split('\r\n\r\n');
    this.#rest = messages.pop();
    for (const message of messages) this.#dispatch(parse(message));
  }

  #dispatch(message) {
    if (message.Response !== undefined) this.#pending.get(message.ActionID)?.(message);
    else for (const listener of [...this.#listeners]) listener(message);
  }

  #end() {
    this.#closed ??= new Error('AMI: Asterisk closed the connection');
    for (const settle of [...this.#pending.values()]) settle(this.#closed);
  }
}

/**
 * Connects and logs in.
 * @param {{ host: string, port: number, username: string, secret: string }} address
 * @returns {Promise<Ami>}
 * @throws {Error} when nobody listens there within 5 s, or the secret is wrong
 */
export async function connectAmi({ host, port, username, secret }) {
  const socket = connect({ host, port });
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(new Error(`AMI: no connection to ${host}:${port} within ${CONNECT_LIMIT_MS / 1000} s`)), CONNECT_LIMIT_MS);
    socket
      .once('connect', resolve)
      .once('error', reject)
      .once('close', () => clearTimeout(timer))
      .once('connect', () => clearTimeout(timer));
  });
  const ami = new Ami(socket);
  try {
    await ami.action('Login', { Username: username, Secret: secret, Events: 'on' });
  } catch (error) {
    ami.close();
    throw error;
  }
  return ami;
}

function parse(text) {
  const message = {};
  for (const line of text.split('\r\n')) {
    const [, key, value] = line.match(/^([^:]+): ?(.*)$/s) ?? [];
    if (key === undefined) continue;
    message[key] = key in message ? `${message[key]}\n${value}` : value;
  }
  return message;
}
