import type { Page } from '@playwright/test';
import { expectHears } from '../hearing/hearing.js';
import { isRequest } from './fault-proxy.js';
import { expect, test, type PagePhone } from './phones.js';

async function hearEachOther(a: PagePhone, b: PagePhone): Promise<void> {
  await Promise.all([expectHears(a.page, b.tone), expectHears(b.page, a.tone)]);
}

/** The microphone is refused to the page. It is told so by its own script: the flag that grants microphones in tests grants them whatever the permission is. */
async function refuseMicrophone(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const query = Permissions.prototype.query;
    Permissions.prototype.query = async function (this: Permissions, wanted) {
      const status = await query.call(this, wanted);
      return String(wanted.name) === 'microphone' ? Object.defineProperty(status, 'state', { value: 'denied' }) : status;
    };
  });
}

test.describe('a call is answered by itself', () => {
  test('where the account says so, after it was announced; not beside another call', async ({ openPhone }) => {
    const agent = await openPhone('1001', { config: { phone: { autoAnswer: true, callWaiting: true } } });
    const customer = await openPhone('2001');
    const colleague = await openPhone('1003');
    await customer.dials('1001');
    await expect(agent.softphone.getByText('自動で応答します')).toBeVisible();
    await agent.reaches('active');
    await hearEachOther(agent, customer);
    await colleague.dials('1001');
    await agent.reaches('ringing');
    await hearEachOther(agent, customer);
    expect((await agent.call())?.phase).toBe('ringing');
    expect((await agent.call())?.answersAt).toBeUndefined();
    await colleague.hangsUp();
    await agent.hangsUp();
    expect(await customer.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
  });

  test('where Asterisk’s INVITE asks for it by Call-Info', async ({ openPhone }) => {
    const agent = await openPhone('1001');
    const colleague = await openPhone('1003');
    await colleague.dials('*71001');
    await agent.reaches('active');
    await hearEachOther(agent, colleague);
    await colleague.hangsUp();
    expect(await agent.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
    // Without the header it rings.
    await colleague.dials('1001');
    await agent.reaches('ringing');
    await agent.answers();
    await hearEachOther(agent, colleague);
    await agent.hangsUp();
  });

  test('where it asks by Alert-Info', async ({ openPhone, openProxy }) => {
    const proxy = await openProxy();
    proxy.rule = (message, direction) =>
      direction === 'down' && isRequest(message, 'INVITE')
        ? message.replace('\r\n', '\r\nAlert-Info: <http://pbx.invalid>;info=alert-autoanswer;delay=1\r\n')
        : message;
    const agent = await openPhone('1001', { through: proxy });
    const colleague = await openPhone('1003');
    await colleague.dials('1001');
    await agent.reaches('active');
    await hearEachOther(agent, colleague);
    await agent.hangsUp();
  });

  test('not where the page may not have the microphone: it rings on, and says why', async ({ openPhone }) => {
    const agent = await openPhone('1001', { config: { phone: { autoAnswer: true } }, prepare: refuseMicrophone });
    const colleague = await openPhone('1003');
    await colleague.dials('1001');
    await agent.reaches('ringing');
    await expect(agent.softphone.getByRole('alert').getByText('マイクを使えません')).toBeVisible();
    await expect.poll(async () => (await agent.snapshot()).problem).toMatchObject({ code: 'microphone-denied', callId: (await agent.call())?.id });
    expect((await agent.call())?.phase).toBe('ringing');
    await colleague.hangsUp();
    expect(await agent.sawEnd()).toMatchObject({ reason: 'cancelled', side: 'remote' });
  });
});

test.describe('the marker call', () => {
  test('is placed once when the line is up: %2300 on the wire, Asterisk has it, and the agent has no call', async ({ openPhone, asterisk }) => {
    const marked = asterisk.ami.waitFor(({ Event, UserEvent }) => Event === 'UserEvent' && UserEvent === 'Marker', 20_000, 'the marker call');
    const agent = await openPhone('1001', { config: { phone: { markerCall: true } } });
    expect((await marked)['Dialled']).toBe('#00');
    await asterisk.expectChannelsOf();
    const invites = agent.sent.filter((message) => message.startsWith('INVITE '));
    expect(new Set(invites.map((message) => message.split(' ')[1]?.replace(/@.*/, '')))).toEqual(new Set(['sip:%2300']));
    const { calls, dialled } = await agent.snapshot();
    expect([calls, dialled]).toEqual([[], undefined]);
    expect(await agent.page.evaluate(() => window.pageAudio.microphones.size)).toBe(0);
    expect((await agent.events()).filter(({ name }) => name.startsWith('it-call'))).toEqual([]);
  });

  test('is not placed unless the account wants it', async ({ openPhone }) => {
    const agent = await openPhone('1001');
    await agent.dials('600');
    await agent.reaches('active');
    expect(agent.sent.some((message) => message.includes('%2300'))).toBe(false);
    await agent.hangsUp();
  });
});
