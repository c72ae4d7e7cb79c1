import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Direction, Rule } from './fault-proxy.js';

interface Address {
  readonly host: string;
  readonly port: number;
}

/** What happens to a packet that goes through the relay: it is late by `delayMs`, and by up to `jitterMs` more. */
export interface Weather {
  readonly delayMs: number;
  readonly jitterMs: number;
}

const CANDIDATE = /^(a=candidate:\S+ \d+ udp \d+ )(\S+) (\d+)( typ .*)$/gim;

/**
 * A UDP relay between a phone and Asterisk, for delay and jitter, which the kernel here cannot make: the candidates of both sides are rewritten to it on
 * their way through the fault-injecting proxy ({@link rule}), so that media has no other path.
 */
export class UdpRelay {
  weather: Weather = { delayMs: 0, jitterMs: 0 };
  /** Packets that it passed on. */
  passed = 0;
  readonly #toPhone: Socket = createSocket('udp4');
  readonly #toAsterisk: Socket = createSocket('udp4');
  #phone: Address | undefined;
  #asterisk: Address | undefined;

  static async open(): Promise<UdpRelay> {
    const relay = new UdpRelay();
    for (const socket of [relay.#toPhone, relay.#toAsterisk]) {
      socket.bind(0, '127.0.0.1');
      await once(socket, 'listening');
    }
    relay.#toPhone.on('message', (packet: Buffer, from: RemoteInfo) => {
      relay.#phone = { host: from.address, port: from.port };
      relay.#pass(packet, relay.#toAsterisk, relay.#asterisk);
    });
    relay.#toAsterisk.on('message', (packet: Buffer) => relay.#pass(packet, relay.#toPhone, relay.#phone));
    return relay;
  }

  /** For a proxy: media of the calls that go through it takes the relay. One call at a time. */
  get rule(): Rule {
    return (message, direction) => this.#rewrite(message, direction);
  }

  close(): void {
    this.#toPhone.close();
    this.#toAsterisk.close();
  }

  #pass(packet: Buffer, through: Socket, to: Address | undefined): void {
    if (!to) return;
    const { delayMs, jitterMs } = this.weather;
    const send = (): void => {
      try {
        through.send(packet, to.port, to.host);
        this.passed += 1;
      } catch {
        // Closed meanwhile.
      }
    };
    const late = delayMs + Math.random() * jitterMs;
    if (late === 0) send();
    else setTimeout(send, late);
  }

  #rewrite(message: string, direction: Direction): string {
    const [head = '', body = ''] = message.split('\r\n\r\n');
    if (!/^a=candidate/im.test(body)) return message;
    const [, , host = '', port = ''] = [...body.matchAll(CANDIDATE)].find(([, , address]) => address !== undefined && /^\d+\./.test(address)) ?? [];
    if (direction === 'up') this.#phone ??= { host, port: Number(port) };
    else this.#asterisk = { host, port: Number(port) };
    const own = (direction === 'up' ? this.#toAsterisk : this.#toPhone).address();
    let kept = 0;
    const rewritten = body
      .split('\r\n')
      .filter((line) => !/^a=candidate/i.test(line) || (/ udp /i.test(line) && kept++ === 0))
      .map((line) => line.replace(CANDIDATE, `$1${own.address} ${own.port}$4`))
      .join('\r\n');
    return `${head.replace(/^Content-Length: *\d+/im, `Content-Length: ${Buffer.byteLength(rewritten)}`)}\r\n\r\n${rewritten}`;
  }
}
