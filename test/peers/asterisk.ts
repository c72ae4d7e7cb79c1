import { expect } from '@playwright/test';
import { connectAmi, type Ami } from '../../demo/asterisk/ami.mjs';

/** What run.mjs tells about the Asterisk that it started. */
export interface PeerAddress {
  readonly version: '16' | '22';
  readonly wsUrl: string;
  readonly wssUrl: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly ami: { readonly host: string; readonly port: number; readonly username: string; readonly secret: string };
  /** Why there are no emulators of Firestore and Auth, and what would help. */
  readonly lacksData?: string;
}

/** Digest realm of both versions' configuration. */
export const REALM = 'asterisk';

/** The Asterisk of this run, asked over AMI. */
export class AsteriskPeer {
  readonly version: '16' | '22';
  readonly wsUrl: string;
  readonly wssUrl: string;
  /** For whoever else wants to reach it. */
  readonly address: PeerAddress;
  #ami: Ami;

  private constructor(address: PeerAddress, ami: Ami) {
    this.version = address.version;
    this.wsUrl = address.wsUrl;
    this.wssUrl = address.wssUrl;
    this.address = address;
    this.#ami = ami;
  }

  /** @throws Error when run.mjs did not start it */
  static async connect(): Promise<AsteriskPeer> {
    const told = process.env['IT_PEER'];
    if (told === undefined) throw new Error('these tests need an Asterisk beside them: node test/peers/run.mjs 16 (or 22)');
    const address = JSON.parse(told) as PeerAddress;
    return new AsteriskPeer(address, await connectAmi(address.ami));
  }

  get ami(): Ami {
    return this.#ami;
  }

  /** Technology of the phones' channels. */
  get technology(): 'SIP' | 'PJSIP' {
    return this.version === '16' ? 'SIP' : 'PJSIP';
  }

  passwordOf(extension: string): string {
    const secret = this.address.secrets[extension];
    if (secret === undefined) throw new Error(`no account ${extension}`);
    return secret;
  }

  /** Channels that are up, by `core show channels concise`: `PJSIP/1001-0000001f`. */
  async channels(): Promise<string[]> {
    const lines = (await this.ami.command('core show channels concise')).split('\n');
    return lines.map((line) => line.split('!')[0] ?? '').filter((name) => name.includes('/'));
  }

  /** Linkedids of the channels that are up, each once, by `core show channel`. */
  async linkedIds(): Promise<string[]> {
    const shown = await Promise.all((await this.channels()).map((name) => this.ami.command(`core show channel ${name}`)));
    return [...new Set(shown.flatMap((channel) => channel.match(/Linked ?ID: (\S+)/i)?.[1] ?? []))].sort();
  }

  /** Waits until exactly these extensions have a channel, one each; none given: until there is no channel at all. */
  async expectChannelsOf(...extensions: string[]): Promise<void> {
    const wanted = extensions.map((extension) => `${this.technology}/${extension}`).sort();
    await expect
      .poll(
        async () =>
          (await this.channels())
            .filter((name) => extensions.length === 0 || !name.startsWith('Local/'))
            .map((name) => name.replace(/-[^-]*$/, ''))
            .sort(),
        {
          message: 'core show channels',
        },
      )
      .toEqual(wanted);
  }

  /** Where an extension is registered: the addresses of its contacts as Asterisk has them. */
  async contactsOf(extension: string): Promise<string[]> {
    if (this.version === '22') {
      const shown = await this.ami.command(`pjsip show aor ${extension}`);
      return [...shown.matchAll(/^ *contact +: +(\S+)/gm)].flatMap(([, contacts = '']) => contacts.split(','));
    }
    const shown = await this.ami.command(`sip show peer ${extension}`);
    // chan_sip still shows the last contact of a phone that is gone; the address is what it would call.
    const registered = !/^\s*Addr->IP\s*:\s*\(null\)/m.test(shown);
    const contact = shown.match(/^\s*Reg\. Contact\s*:\s*(\S+)/m)?.[1];
    return registered && contact !== undefined ? [contact] : [];
  }

  /** A call from outside to an extension, answered there by a tone of 1004 Hz; resolves to its Linkedid once the phone's channel is there. */
  async callFromOutside(extension: string, caller: { number: string; name: string } = { number: '09012345678', name: '山田太郎' }): Promise<string> {
    const rings = this.ami.waitFor(
      ({ Event, Channel }) => Event === 'Newchannel' && Boolean(Channel?.startsWith(`${this.technology}/${extension}-`)),
      5_000,
      `a channel of ${extension}`,
    );
    await this.ami.originate({
      channel: `Local/${extension}@from-outside/n`,
      context: 'outside-party',
      exten: 'milliwatt',
      callerId: caller,
      timeoutMs: 110_000,
    });
    return (await rings)['Linkedid'] ?? '';
  }

  /** The caller of {@link callFromOutside} hangs up. */
  async outsideHangsUp(extension: string): Promise<void> {
    const outside = (await this.channels()).find((channel) => channel.startsWith(`Local/${extension}@from-outside`) && channel.endsWith(';1'));
    await this.ami.command(`channel request hangup ${outside}`);
  }

  /** Ends and starts itself again, as `systemctl restart` does; resolves once it is up. */
  async restart(): Promise<void> {
    const gone = this.#ami.closed;
    this.#ami.command('core restart now').catch(() => undefined);
    await gone;
    await expect(async () => {
      const ami = await connectAmi(this.address.ami);
      expect(await ami.command('core waitfullybooted')).toContain('fully booted');
      this.#ami = ami;
    }).toPass({ timeout: 20_000, intervals: [200] });
  }

  /** Ends whatever a failed test left behind. */
  async hangUpAll(): Promise<void> {
    await this.ami.command('channel request hangup all');
  }
}
