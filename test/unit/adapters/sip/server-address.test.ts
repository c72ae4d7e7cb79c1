import { expect } from '@open-wc/testing';
import { isMixedContent, socketUrls } from '../../../../src/adapters/sip/server-address.js';
import { retryDelay } from '../../../../src/adapters/sip/retry.js';

const account = { extension: '1001', domain: 'pbx.example', password: 'x' };

describe('where the softphone connects', () => {
  it('takes wss on 8089 over the internet and ws on 8088 over a VPN', () => {
    expect(socketUrls(account)).to.deep.equal(['wss://pbx.example:8089/ws']);
    expect(socketUrls({ ...account, network: 'vpn' })).to.deep.equal(['ws://pbx.example:8088/ws']);
  });

  it('overrides port and path each alone', () => {
    expect(socketUrls({ ...account, network: 'vpn', port: 9000 })).to.deep.equal(['ws://pbx.example:9000/ws']);
    expect(socketUrls({ ...account, path: 'asterisk/ws' })).to.deep.equal(['wss://pbx.example:8089/asterisk/ws']);
  });

  it('lists further servers after the domain, in the order given', () => {
    expect(socketUrls({ ...account, servers: ['b.example', 'c.example'] })).to.deep.equal([
      'wss://pbx.example:8089/ws',
      'wss://b.example:8089/ws',
      'wss://c.example:8089/ws',
    ]);
  });

  it('knows that an https page may open ws to this machine only', () => {
    expect(isMixedContent('https:', 'ws://10.0.0.5:8088/ws')).to.equal(true);
    expect(isMixedContent('https:', 'ws://127.0.0.1:8088/ws')).to.equal(false);
    expect(isMixedContent('https:', 'ws://localhost:8088/ws')).to.equal(false);
    expect(isMixedContent('https:', 'wss://10.0.0.5:8089/ws')).to.equal(false);
    expect(isMixedContent('http:', 'ws://10.0.0.5:8088/ws')).to.equal(false);
  });
});

describe('the wait before the next try', () => {
  it('is at most 1.5 s in the first five minutes of an outage and differs between phones', () => {
    for (const age of [0, 1000, 299_000]) {
      expect(retryDelay(age, 0)).to.be.at.least(100);
      expect(retryDelay(age, 1)).to.be.at.most(1500);
      expect(retryDelay(age, 0.2)).to.not.equal(retryDelay(age, 0.8));
    }
  });

  it('grows to 30 s at most afterwards', () => {
    expect(retryDelay(10 * 60_000, 1)).to.be.greaterThan(1500);
    expect(retryDelay(24 * 3_600_000, 1)).to.equal(30_000);
  });
});
