import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';

/** `up`: from the phone to Asterisk. */
export type Direction = 'up' | 'down';

/** What becomes of a message: it itself, another one in its place, or undefined: it is lost. May wait. `reply` says something to who sent it. */
export type Rule = (message: string, direction: Direction, reply: (message: string) => void) => string | undefined | Promise<string | undefined>;

interface Pair {
  readonly phone: WebSocket;
  readonly asterisk: WebSocket;
}

/** A WebSocket proxy between a phone and Asterisk, which does to their connection what networks, servers and laptops do. */
export class FaultProxy {
  /** Epoch ms of every try of a phone to connect, refused ones included. */
  readonly tries: number[] = [];
  /** Every message that a phone sent. */
  readonly sent: string[] = [];
  /** Until it is set back to undefined. */
  rule: Rule | undefined;
  readonly #upstream: string;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #pairs = new Set<Pair>();
  readonly #streams = new Set<Duplex>();
  #state: 'whole' | 'refusing' | 'black-hole' = 'whole';

  private constructor(upstream: string) {
    this.#upstream = upstream;
    this.#server = createServer((request, response) => {
      if (this.#state === 'refusing') request.socket.destroy();
      else if (this.#state === 'whole') response.writeHead(404).end();
    });
    this.#server.on('connection', (stream) => {
      this.#streams.add(stream);
      stream.on('close', () => this.#streams.delete(stream));
    });
    this.#server.on('upgrade', (request, stream, head) => this.#upgrade(request, stream, head));
  }

  /** On a free port, unless it has to be a certain one. */
  static async open(upstream: string, { host = '127.0.0.1', port = 0 } = {}): Promise<FaultProxy> {
    const proxy = new FaultProxy(upstream);
    await new Promise<void>((resolve) => proxy.#server.listen(port, host, resolve));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Closes every connection, as a server that restarts does; new ones are let through. */
  cut(): void {
    for (const { phone, asterisk } of this.#pairs) {
      phone.terminate();
      asterisk.terminate();
    }
  }

  /** Closes every connection and refuses new ones until it is {@link heal}ed. */
  refuse(): void {
    this.#state = 'refusing';
    this.cut();
  }

  /** Swallows everything in both directions and closes nothing, until it is {@link heal}ed: a cable that was pulled. Asterisk keeps its end. */
  blackHole(): void {
    this.#state = 'black-hole';
  }

  /** New connections are whole again; those that were swallowed stay dead. */
  heal(): void {
    if (this.#state === 'black-hole') {
      for (const { phone } of this.#pairs) {
        phone.removeAllListeners('message');
        phone.on('error', () => undefined);
      }
      this.#pairs.clear();
    }
    this.#state = 'whole';
  }

  /** Says something in Asterisk's place, to every phone. */
  say(message: string): void {
    for (const { phone } of this.#pairs) phone.send(message);
  }

  async close(): Promise<void> {
    this.cut();
    for (const stream of this.#streams) stream.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    this.tries.push(Date.now());
    if (this.#state === 'black-hole') return;
    if (this.#state === 'refusing') return void stream.destroy();
    const asterisk = new WebSocket(this.#upstream, 'sip');
    asterisk.on('error', () => stream.destroy());
    asterisk.on('open', () => this.#sockets.handleUpgrade(request, stream, head, (phone) => this.#join({ phone, asterisk })));
  }

  #join(pair: Pair): void {
    const { phone, asterisk } = pair;
    this.#pairs.add(pair);
    phone.on('message', (data: Buffer) => {
      const message = data.toString();
      this.sent.push(message);
      void this.#pass(message, 'up', pair);
    });
    asterisk.on('message', (data: Buffer) => void this.#pass(data.toString(), 'down', pair));
    const end = (): void => {
      if (this.#state === 'black-hole') return;
      this.#pairs.delete(pair);
      phone.terminate();
      asterisk.terminate();
    };
    phone.on('close', end);
    asterisk.on('close', end);
  }

  async #pass(message: string, direction: Direction, pair: Pair): Promise<void> {
    if (this.#state === 'black-hole') return;
    const sender = direction === 'up' ? pair.phone : pair.asterisk;
    const passed = this.rule ? await this.rule(message, direction, (answer) => sender.send(answer)) : message;
    if (passed === undefined || !this.#pairs.has(pair)) return;
    (direction === 'up' ? pair.asterisk : pair.phone).send(passed);
  }
}

/** A response to `request` in the words of RFC 3261 section 8.2.6. */
export function responseTo(request: string, status: string, headers: readonly string[] = []): string {
  const kept = request.split('\r\n').filter((line) => /^(?:Via|From|Call-ID|CSeq): /i.test(line));
  const to = /^To: .*$/im.exec(request)?.[0] ?? '';
  return [`SIP/2.0 ${status}`, ...kept, /;tag=/.test(to) ? to : `${to};tag=proxy`, ...headers, 'Content-Length: 0', '', ''].join('\r\n');
}

/** The method of a request, or the method that a response answers. */
export function methodOf(message: string): string {
  return /^CSeq: \d+ (\w+)/im.exec(message)?.[1] ?? '';
}

/** Whether it is a request of this method. */
export function isRequest(message: string, method: string): boolean {
  return message.startsWith(`${method} `);
}
