import { expectHears } from '../../hearing/hearing.js';
import { expect, popsOf, statusesOf, statusIs, test } from './agents.js';

const CUSTOMER = '09012345678';

test.describe("a call's document", () => {
  test('of a call to queue 700 pops the contact once at who answers; both hear each other; statuses are 98, 99, 7 and 0, in this order', async ({
    openPhone,
    openAgent,
    data,
  }) => {
    const agent = await openAgent('1001');
    const colleague = await openAgent('1002', { network: 'internet' });
    const customer = await openPhone('2001');
    await statusIs(agent, 0);
    await statusIs(colleague, 0);
    await customer.dials('700');
    await agent.reaches('ringing');
    await statusIs(agent, 98);
    await statusIs(colleague, 98);
    expect(await popsOf(agent)).toEqual([]);

    await agent.answers();
    await customer.reaches('active');
    await statusIs(agent, 99);
    await expect.poll(() => popsOf(agent)).toEqual([CUSTOMER]);
    await Promise.all([expectHears(agent.page, customer.tone), expectHears(customer.page, agent.tone)]);
    const call = await agent.call();
    expect(await data.call(call?.linkedId)).toMatchObject({ state: 'answered', answeredBy: '1001', kind: 'acd', queue: '700', groupCode: 'G01' });

    await customer.hangsUp();
    await agent.sawEnd();
    await statusIs(agent, 0);
    expect(await statusesOf(agent)).toEqual([0, 98, 99, 7, 0]);
    expect(await statusesOf(colleague)).toEqual([0, 98, 0]);
    expect(await popsOf(agent)).toEqual([CUSTOMER]);
    expect(await popsOf(colleague)).toEqual([]);
    await expect.poll(async () => (await data.call(call?.linkedId))['state']).toBe('ended');
  });

  test('of a call from outside straight to the agent pops it too; statuses are 88, 89 and 0', async ({ openAgent, asterisk }) => {
    const agent = await openAgent('1001');
    await statusIs(agent, 0);
    await asterisk.ami.originate({
      channel: 'Local/1001@from-outside/n',
      context: 'outside-party',
      exten: 'wait',
      callerId: { number: CUSTOMER, name: '山田太郎' },
    });
    await agent.reaches('ringing');
    await statusIs(agent, 88);
    await agent.answers();
    await statusIs(agent, 89);
    await expect.poll(() => popsOf(agent)).toEqual([CUSTOMER]);
    await agent.hangsUp();
    await statusIs(agent, 0);
    expect(await statusesOf(agent)).toEqual([0, 88, 89, 0]);
  });

  test('of another group does not pop, and says why', async ({ openPhone, openAgent }) => {
    const agent = await openAgent('1001', { groupCodes: ['G02'] });
    const customer = await openPhone('2001');
    await statusIs(agent, 0);
    await customer.dials('700');
    await agent.answers();
    await agent.reaches('active');
    await expect(agent.popup.getByRole('alert')).toContainText('担当外のグループの着信です');
    await expect(agent.popup.getByRole('alert')).toContainText('group-mismatch');
    await agent.hangsUp();
    await agent.sawEnd();
    expect(await popsOf(agent)).toEqual([]);
  });

  test('tells an outgoing call its linkedId; statuses are 78, 79 and 0', async ({ openPhone, openAgent, data }) => {
    const agent = await openAgent('1001');
    const customer = await openPhone('2001');
    await statusIs(agent, 0);
    await agent.dials(CUSTOMER);
    await customer.reaches('ringing');
    await expect.poll(async () => (await agent.call())?.linkedId, { message: 'linkedId while it rings' }).toBeTruthy();
    await statusIs(agent, 78);
    await customer.button('応答').click();
    await statusIs(agent, 79);
    const call = await agent.call();
    expect(call).toMatchObject({ kind: 'external', groupCode: 'G01' });
    expect(await data.call(call?.linkedId)).toMatchObject({ direction: 'out', state: 'answered', extensions: ['1001'], called: { number: CUSTOMER } });
    await agent.hangsUp();
    await statusIs(agent, 0);
    expect(await statusesOf(agent)).toEqual([0, 78, 79, 0]);
  });

  test('pops the contact beside a hardware phone, of which the page knows by the document alone', async ({ openPhone, openAgent, asterisk }) => {
    const hardware = await openPhone('1001');
    const agent = await openAgent('1001', { deskPhone: true });
    const customer = await openPhone('2001');
    await statusIs(agent, 0);
    await customer.dials('700');
    await hardware.reaches('ringing');
    await expect(agent.popup.getByText(CUSTOMER)).toBeVisible();
    expect(await popsOf(agent)).toEqual([]);
    await hardware.answers();
    await expect.poll(() => popsOf(agent)).toEqual([CUSTOMER]);
    expect((await agent.snapshot()).calls, 'calls of the page itself').toEqual([]);
    const [pop] = await agent.events('it-contact-pop');
    const { call } = pop?.detail ?? {};
    expect(call).toMatchObject({ id: `desk-${call?.linkedId}`, kind: 'acd', queue: '700', phase: 'active', peer: { number: CUSTOMER } });
    await asterisk.expectChannelsOf('1001', '2001');
    await customer.hangsUp();
    await hardware.sawEnd();
    await statusIs(agent, 0);
    expect(await statusesOf(agent)).toEqual([0, 98, 99, 7, 0]);
    expect(await popsOf(agent)).toEqual([CUSTOMER]);
  });
});
