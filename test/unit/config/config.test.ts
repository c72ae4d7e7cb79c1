import { expect } from '@open-wc/testing';
import { capabilitiesOf } from '../../../src/config/capabilities.js';
import type { ItConfig } from '../../../src/config/config.js';
import { fillLink } from '../../../src/config/links.js';
import { validateConfig } from '../../../src/config/validate.js';
import { type ItError } from '../../../src/it-error.js';

const whole: ItConfig = {
  agent: { id: '1001', name: 'エージェント1001', role: 'operator', groupCodes: ['G01'] },
  contract: { agreementId: 'A0001', customerId: 'C0001' },
  licenses: ['softphone'],
  sip: { extension: '1001', domain: 'pbx.example', password: 'geheim' },
  live: { url: '/live' },
};

function errorOf(config: unknown): ItError {
  try {
    validateConfig(config);
  } catch (thrown) {
    return thrown as ItError;
  }
  return expect.fail('was taken');
}

describe('a host’s configuration', () => {
  it('is taken when it is right', () => {
    expect(validateConfig(whole)).to.equal(whole);
    const full = {
      ...whole,
      sip: {
        ...whole.sip,
        network: 'vpn',
        port: 8088,
        path: '/ws',
        servers: ['b.example'],
        iceServers: [{ urls: 'stun:stun.example' }],
        displayName: '山田太郎',
      },
      links: { contact: 'https://crm.example/?tel={number}&id={linkedId}', chat: '/chat/{number}' },
      phone: {
        popAt: 'ringing',
        autoAnswer: false,
        announcement: '/a.mp3',
        markerCall: true,
        callWaiting: true,
        ringtone: 'standard',
        region: 'VN',
        emergencyNotice: '総務にも',
      },
      locale: 'vi',
    };
    expect(validateConfig(full)).to.equal(full);
    expect(validateConfig({ ...whole, sip: { ...whole.sip, password: undefined, ha1: 'a'.repeat(32), realm: 'asterisk' } })).to.be.an('object');
  });

  const wrong: [string, unknown, string][] = [
    ['nothing', undefined, 'config'],
    ['a text', 'config', 'config'],
    ['no agent', { ...whole, agent: undefined }, 'agent'],
    ['an agent without id', { ...whole, agent: { ...whole.agent, id: '' } }, 'agent.id'],
    ['a role that does not exist', { ...whole, agent: { ...whole.agent, role: 'boss' } }, 'agent.role'],
    ['group codes as a text', { ...whole, agent: { ...whole.agent, groupCodes: 'G01' } }, 'agent.groupCodes'],
    ['no agreement', { ...whole, contract: { customerId: 'C0001' } }, 'contract.agreementId'],
    ['no licences', { ...whole, licenses: undefined }, 'licenses'],
    ['no domain', { ...whole, sip: { extension: '1001', password: 'x' } }, 'sip.domain'],
    ['a domain with a scheme', { ...whole, sip: { ...whole.sip, domain: 'wss://pbx.example' } }, 'sip.domain'],
    ['a domain with a header in it', { ...whole, sip: { ...whole.sip, domain: 'pbx.example>\r\nX: y' } }, 'sip.domain'],
    ['an extension with a header in it', { ...whole, sip: { ...whole.sip, extension: '1001@evil' } }, 'sip.extension'],
    ['a port that is none', { ...whole, sip: { ...whole.sip, port: 70_000 } }, 'sip.port'],
    ['no password and no ha1', { ...whole, sip: { extension: '1001', domain: 'pbx.example' } }, 'sip.password'],
    ['ha1 without its realm', { ...whole, sip: { extension: '1001', domain: 'pbx.example', ha1: 'a'.repeat(32) } }, 'sip.realm'],
    ['both data sources', { ...whole, firebase: { options: {}, token: async () => '' } }, 'live'],
    ['firebase without a token', { ...whole, live: undefined, firebase: { options: {} } }, 'firebase.token'],
    ['a link that is a script', { ...whole, links: { contact: 'javascript:alert(1)' } }, 'links.contact'],
    ['a moment that does not exist', { ...whole, phone: { popAt: 'later' } }, 'phone.popAt'],
    ['a numbering plan that is not known', { ...whole, phone: { region: 'US' } }, 'phone.region'],
    ['an announcement that is a script', { ...whole, phone: { announcement: 'javascript:alert(1)' } }, 'phone.announcement'],
    ['a notice without words', { ...whole, phone: { emergencyNotice: ' ' } }, 'phone.emergencyNotice'],
    ['a language that is not spoken', { ...whole, locale: 'fr' }, 'locale'],
  ];
  for (const [name, config, field] of wrong) {
    it(`is refused with ${name}, naming ${field} and what is expected`, () => {
      const error = errorOf(config);
      expect(error.code).to.equal('config-invalid');
      expect(error.field).to.equal(field);
      expect(error.expected).to.be.a('string').and.not.equal('');
    });
  }

  it('is never repeated where it is secret', () => {
    const error = errorOf({ ...whole, sip: { ...whole.sip, password: '   ' } });
    expect(error.field).to.equal('sip.password');
    expect(error.value).to.equal(undefined);
    const turn = errorOf({ ...whole, sip: { ...whole.sip, iceServers: [{ credential: 'geheim' }] } });
    expect(`${turn.message} ${turn.value}`).to.not.contain('geheim');
  });
});

describe('a customer’s configuration', () => {
  const session = { customer: { chatId: 'c1', groupCode: 'G01', expiresAt: 9 }, contract: { agreementId: 'A0001' }, live: { url: '/chat/live' } };

  it('is an account that may chat and nothing else', () => {
    const config = validateConfig(session);
    expect(config.customer?.chatId).to.equal('c1');
    expect(capabilitiesOf(config)).to.deep.equal({ phone: 'no-telephony', status: 'no-telephony', contacts: 'no-telephony', supervision: 'no-telephony' });
  });

  it('takes no licence, phone or customerId along', () => {
    const config = validateConfig({ ...session, licenses: ['softphone'], sip: whole.sip, contract: { agreementId: 'A0001', customerId: 'C0001' } });
    expect(config.sip).to.be.undefined;
    expect(config.contract.customerId).to.be.undefined;
  });

  it('names what is wrong with it', () => {
    expect(() => validateConfig({ ...session, customer: { chatId: 'a/b', groupCode: 'G01' } })).to.throw(/customer\.chatId/);
    expect(() => validateConfig({ ...session, customer: { chatId: 'a', groupCode: 'G01', expiresAt: 'soon' } })).to.throw(/customer\.expiresAt/);
  });
});

describe('what an account may use', () => {
  it('is everything with telephony, licence, account and data; supervising is for supervisors', () => {
    expect(capabilitiesOf({ ...whole, agent: { ...whole.agent, role: 'supervisor' } })).to.deep.equal({});
    expect(capabilitiesOf(whole)).to.deep.equal({ supervision: 'supervisor-only' });
  });

  it('is neither phone nor status for a CRM-only tenant', () => {
    const { chat, ...absent } = capabilitiesOf({ ...whole, contract: { agreementId: 'CRM1708391749' } });
    expect(absent).to.deep.equal({ phone: 'no-telephony', status: 'no-telephony', contacts: 'no-telephony', supervision: 'no-telephony' });
    expect(chat, 'chat needs no telephony').to.be.undefined;
  });

  it('is status and pop-ups without the softphone for a pop-up-only tenant', () => {
    expect(capabilitiesOf({ ...whole, licenses: [] }))
      .to.deep.include({ phone: 'not-licensed' })
      .and.not.to.have.any.keys('status', 'contacts', 'chat');
  });

  it('is the phone alone without a data source', () => {
    const { live: _live, ...sipOnly } = whole;
    expect(capabilitiesOf(sipOnly))
      .to.deep.include({ status: 'no-data-source', contacts: 'no-data-source', chat: 'no-data-source' })
      .and.not.to.have.key('phone');
  });
});

describe('a link template', () => {
  it('takes number and linkedId percent-encoded', () => {
    expect(fillLink('https://crm.example/?tel={number}&id={linkedId}', { number: '+81 90&x', linkedId: '1.1' })).to.equal(
      'https://crm.example/?tel=%2B81%2090%26x&id=1.1',
    );
    expect(fillLink('/c/{linkedId}', { number: '1' })).to.equal('/c/');
  });
});
