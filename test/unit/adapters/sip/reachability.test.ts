import { expect } from '@open-wc/testing';
import type { ErrorCode } from '../../../../src/it-error.js';
import { Outage } from '../../../../src/adapters/sip/outage.js';
import { explain, type Evidence } from '../../../../src/adapters/sip/reachability.js';

const WSS: Evidence = {
  url: 'wss://pbx.example:8089/ws',
  pageProtocol: 'https:',
  online: true,
  permission: 'prompt',
  failure: 'refused',
  http: 'failed',
  name: 'found',
  port: 'open',
};
const WS: Evidence = { ...WSS, url: 'ws://10.0.0.5:8088/ws', pageProtocol: 'http:' };
const SILENT = { http: 'silent', failure: 'silent' } as const;

describe('why a server cannot be reached', () => {
  const table: readonly (readonly [string, Evidence, ErrorCode])[] = [
    ['ws from an https page, in a browser without Local Network Access', { ...WS, pageProtocol: 'https:', permission: undefined }, 'mixed-content'],
    ['no network', { ...WSS, online: false }, 'network-offline'],
    ['no network, but the server is this computer', { ...WS, url: 'ws://127.0.0.1:8088/ws', online: false }, 'port-closed'],
    ['a name that does not resolve', { ...WSS, name: 'unknown', port: 'closed' }, 'host-unknown'],
    ['HTTP answers, the WebSocket does not open', { ...WSS, http: 'answered' }, 'websocket-refused'],
    ['the agent refused local network access', { ...WS, permission: 'denied' }, 'local-network-refused'],
    ['refused local network access, and a closed port besides', { ...WS, permission: 'denied', port: 'closed' }, 'port-closed'],
    ['refused local network access, and nothing answers', { ...WS, ...SILENT, permission: 'denied' }, 'server-silent'],
    ['a port that refuses', { ...WSS, port: 'closed' }, 'port-closed'],
    ['a port that refuses, without a certificate to doubt', { ...WS, port: undefined }, 'port-closed'],
    ['packets that are swallowed', { ...WSS, ...SILENT }, 'server-silent'],
    ['a server that hangs up on WebRTC, and answers nothing', { ...WSS, ...SILENT, port: 'closed' }, 'server-silent'],
    ['an open port without a secure connection', WSS, 'certificate-untrusted'],
    ['no secure connection, and nothing that tells of the port', { ...WSS, port: undefined }, 'certificate-or-port'],
    ['no secure connection, and a page that may not ask by HTTP', { ...WSS, http: undefined }, 'certificate-or-port'],
    ['nothing answers a page that may not ask by HTTP', { ...WSS, http: undefined, failure: 'silent' }, 'server-silent'],
  ];
  for (const [what, evidence, reason] of table) {
    it(`${what}: ${reason}`, () => {
      expect(explain(evidence)).to.equal(reason);
    });
  }
});

describe('the reason of an outage', () => {
  interface Watched {
    readonly outage: Outage;
    readonly said: ErrorCode[];
    /** Lets what is being found out come to its end. */
    readonly settle: () => Promise<void>;
    asked: number;
    evidence: Evidence;
  }

  function watch(): Watched {
    const watched: Watched = {
      outage: new Outage({
        url: WSS.url,
        unreachable: (reason) => watched.said.push(reason),
        gather: () => {
          watched.asked += 1;
          return Promise.resolve(watched.evidence);
        },
      }),
      said: [],
      settle: () => new Promise((resolve) => setTimeout(resolve)),
      asked: 0,
      evidence: WSS,
    };
    return watched;
  }

  it('is first that there is no connection, then what was found, each said once however often a try fails', async () => {
    const watched = watch();
    for (let failed = 0; failed < 5; failed += 1) {
      watched.outage.failed('refused');
      await watched.settle();
    }
    expect(watched.said).to.deep.equal(['line-offline', 'certificate-untrusted']);
    expect(watched.asked).to.equal(1);
  });

  it('is not looked for at once where the server was there before: it restarts', async () => {
    const watched = watch();
    watched.outage.over();
    watched.outage.failed('refused');
    await watched.settle();
    expect(watched.said).to.deep.equal(['line-offline']);
    expect(watched.asked).to.equal(0);
  });

  it('is not said when the server came back meanwhile', async () => {
    const watched = watch();
    watched.outage.failed('refused');
    watched.outage.over();
    await watched.settle();
    expect(watched.said).to.deep.equal(['line-offline']);
  });
});
