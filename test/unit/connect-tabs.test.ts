import { expect } from '@open-wc/testing';
import type { CallMedia } from '../../src/adapters/media/call-media.js';
import type { ItConfig } from '../../src/config/config.js';
import { joinTabs, type Tabs } from '../../src/connect-tabs.js';
import { until } from './adapters/tabs/stage.js';

const MEDIA = { microphoneWasOpened: false } as CallMedia;

/** What is ahead of a tab's line: how often it was begun and ended. */
interface Ahead {
  readonly tabs: Tabs;
  begun: number;
  ended: number;
}

describe('what is ahead of the line', () => {
  let accounts = 0;
  let config: ItConfig;
  const open = new Set<Tabs>();

  beforeEach(() => {
    config = {
      agent: { id: `ahead-${++accounts}`, name: '', role: 'operator', groupCodes: [] },
      contract: { agreementId: 'A0001', customerId: `C${Date.now()}` },
      licenses: ['softphone'],
      sip: { extension: '1001', domain: 'pbx.example', password: 'secret' },
    };
  });

  afterEach(() => {
    open.forEach(leave);
    for (const name of Object.keys(localStorage)) if (name.startsWith('it-widgets C')) localStorage.removeItem(name);
  });

  function join(): Ahead {
    const tabs = joinTabs(config, MEDIA);
    open.add(tabs);
    const ahead: Ahead = { tabs, begun: 0, ended: 0 };
    tabs.aheadOfLine(() => {
      ahead.begun += 1;
      return () => (ahead.ended += 1);
    });
    return ahead;
  }

  function leave(tabs: Tabs): void {
    open.delete(tabs);
    tabs.leave();
  }

  it('begins before it is known who owns the line, stays in the tab that does, and ends in the other', async () => {
    const owner = join();
    expect(owner.begun).to.equal(1);
    expect(owner.tabs.leads()).to.equal(false);
    owner.tabs.start();
    await until(() => owner.tabs.leads());
    const other = join();
    expect(other.begun).to.equal(1);
    other.tabs.start();
    await until(() => other.ended === 1);
    expect(owner).to.include({ begun: 1, ended: 0 });

    leave(owner.tabs);
    await until(() => other.begun === 2);
    expect(owner.ended).to.equal(1);
    expect(other.ended).to.equal(1);
  });

  it('ends where another browser has the line', async () => {
    const { customerId } = config.contract;
    localStorage.setItem(`it-widgets ${customerId} A0001 ${config.agent.id} 1001@pbx.example elsewhere`, '1');
    const owner = join();
    owner.tabs.start();
    await until(() => owner.tabs.leads());
    expect(owner.ended).to.equal(1);
  });

  it('ends when the tab leaves before it is known who owns the line', () => {
    const ahead = join();
    leave(ahead.tabs);
    expect(ahead).to.include({ begun: 1, ended: 1 });
  });
});
