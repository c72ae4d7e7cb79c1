import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A proxy before a TCP server, which does to its connections what networks do. */
export class TcpProxy {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #state: 'whole' | 'refusing' | 'black-hole' = 'whole';

  private constructor(upstream: string) {
    const [host = '127.0.0.1', port] = upstream.split(':');
    this.#server = createServer((client) => this.#join(client, () => connect(Number(port), host)));
  }

  /** @param upstream `host:port` */
  static async open(upstream: string): Promise<TcpProxy> {
    const proxy = new TcpProxy(upstream);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Closes every connection; new ones are let through. */
  cut(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
    this.#pairs.clear();
  }

  /** Closes every connection and new ones as well, until it is {@link heal}ed. */
  refuse(): void {
    this.#state = 'refusing';
    this.cut();
  }

  /** Swallows everything in both directions and closes nothing, until it is {@link heal}ed. */
  blackHole(): void {
    this.#state = 'black-hole';
    for (const [client, server] of this.#pairs) {
      client.unpipe(server).resume();
      server.unpipe(client).resume();
    }
  }

  /** New connections are whole again; those that were swallowed stay dead. */
  heal(): void {
    this.#state = 'whole';
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(client: Socket, open: () => Socket): void {
    client.on('error', () => undefined);
    if (this.#state === 'refusing') return void client.destroy();
    const server = open();
    const pair = [client, server] as const;
    this.#pairs.add(pair);
    server.on('error', () => client.destroy());
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
    if (this.#state === 'black-hole') return void client.resume();
    client.pipe(server);
    server.pipe(client);
  }
}
