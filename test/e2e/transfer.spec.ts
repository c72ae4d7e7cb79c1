import { expectHears, expectSilence } from '../hearing/hearing.js';
import { expect, test, TONES, type Person } from './people.js';

type People = { arrives: (extension: '1001' | '1002' | '2001') => Promise<Person> };

/** The customer has called 1001, who answered; a colleague is there. */
async function talk(people: People): Promise<{ customer: Person; agent: Person; colleague: Person }> {
  const agent = await people.arrives('1001');
  const colleague = await people.arrives('1002');
  const customer = await people.arrives('2001');
  await customer.dials('1001');
  await agent.button('応答').click();
  await agent.reaches('active');
  return { customer, agent, colleague };
}

/** Opens the panel by T and types the target. */
async function aims(agent: Person, target: string): Promise<void> {
  await agent.button('保留').focus();
  await agent.page.keyboard.press('t');
  await expect(agent.numberField).toBeFocused();
  await agent.page.keyboard.type(target);
}

async function phases(person: Person): Promise<string[]> {
  return (await person.phone()).calls.map(({ phase }) => phase);
}

test.describe('a transfer', () => {
  test('by T, number and Enter gives the customer to the colleague, whose name the customer sees', async ({ people }) => {
    const { customer, agent, colleague } = await talk(people);
    await aims(agent, '1002');
    await agent.page.keyboard.press('Enter');
    await expect(agent.softphone.getByText('転送中')).toBeVisible();
    await expect(agent.softphone.getByText('1002を呼出中')).toBeVisible();
    await colleague.popup.getByRole('button', { name: '応答', exact: true }).click();
    expect(await agent.sawEnd()).toMatchObject({ reason: 'transferred', side: 'local' });
    await expect(agent.softphone.getByText('1002へ転送しました')).toBeVisible();
    await Promise.all([expectHears(customer.page, TONES['1002']), expectHears(colleague.page, TONES['2001'])]);
    await expectSilence(customer.page, TONES['1001']);
    await expect.poll(async () => (await customer.call())?.peer.number).toBe('1002');
    expect(await agent.errorCodes()).toEqual([]);
  });

  test('that the colleague rejects says why and leaves the customer with the agent; the second try goes through', async ({ people }) => {
    const { customer, agent, colleague } = await talk(people);
    await aims(agent, '1002');
    await agent.button('転送').click();
    await colleague.popup.getByRole('button', { name: '拒否', exact: true }).click();
    await expect(agent.softphone.getByRole('alert')).toContainText('1002：話し中');
    expect((await agent.call())?.transfer).toMatchObject({ state: 'refused', refusal: { reason: 'busy', code: 486 } });
    await Promise.all([expectHears(agent.page, TONES['2001']), expectHears(customer.page, TONES['1001'])]);
    await expect(agent.numberField).toHaveValue('1002');
    await agent.button('転送').click();
    await colleague.popup.getByRole('button', { name: '応答', exact: true }).click();
    expect(await agent.sawEnd()).toMatchObject({ reason: 'transferred' });
    await expectHears(customer.page, TONES['1002']);
  });

  test('to nobody is refused, and Escape closes the panel, not the call', async ({ people }) => {
    const { agent } = await talk(people);
    await aims(agent, '1999');
    await agent.button('転送').click();
    await expect(agent.softphone.getByRole('alert')).toContainText('1999：番号が見つかりません');
    await agent.numberField.press('Escape');
    await expect(agent.button('保留')).toBeVisible();
    expect(await phases(agent)).toEqual(['active']);
  });

  test('with consultation: the customer waits, agent and colleague talk, 転送を完了 connects customer and colleague', async ({ people }) => {
    const { customer, agent, colleague } = await talk(people);
    await aims(agent, '1002');
    await agent.button('相談してから転送').click();
    await expect(agent.button('相談終了')).toBeVisible();
    await colleague.popup.getByRole('button', { name: '応答', exact: true }).click();
    await agent.reaches('active');
    await Promise.all([expectHears(agent.page, TONES['1002']), expectHears(colleague.page, TONES['1001'])]);
    await Promise.all([expectSilence(customer.page, TONES['1001']), expectSilence(colleague.page, TONES['2001'])]);
    await agent.button('転送を完了').click();
    await expect.poll(() => phases(agent)).toEqual(['ended', 'ended']);
    await Promise.all([expectHears(customer.page, TONES['1002']), expectHears(colleague.page, TONES['2001'])]);
    await expect.poll(async () => (await colleague.call())?.peer).toMatchObject({ number: '09012345678', name: '山田太郎' });
  });

  test('with consultation is cancelled by 相談終了: back to the customer', async ({ people }) => {
    const { customer, agent, colleague } = await talk(people);
    await aims(agent, '1002');
    await agent.button('相談してから転送').click();
    await colleague.reaches('ringing');
    await agent.button('相談終了').click();
    expect(await colleague.sawEnd()).toMatchObject({ reason: 'cancelled' });
    await Promise.all([expectHears(agent.page, TONES['2001']), expectHears(customer.page, TONES['1001'])]);
  });
});

test('a conference of three: everybody hears the other two, one is taken out, the other two talk on', async ({ people }) => {
  const { customer, agent, colleague } = await talk(people);
  await agent.button('通話を追加').click();
  await agent.dials('1002');
  await colleague.popup.getByRole('button', { name: '応答', exact: true }).click();
  await agent.reaches('active');
  await agent.button('三者通話').click();
  await expect(agent.softphone.getByRole('list', { name: '参加者' }).getByRole('listitem')).toHaveCount(2);
  await Promise.all([
    expectHears(customer.page, TONES['1001']),
    expectHears(customer.page, TONES['1002']),
    expectHears(colleague.page, TONES['1001']),
    expectHears(colleague.page, TONES['2001']),
    expectHears(agent.page, TONES['1002']),
    expectHears(agent.page, TONES['2001']),
  ]);
  await agent.button('山田太郎 様を外す').click();
  expect(await customer.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
  await expectHears(colleague.page, TONES['1001']);
  await expectSilence(colleague.page, TONES['2001']);
});

test("a pick-up takes the call that rings at a colleague, and shows the customer's name", async ({ people }) => {
  const agent = await people.arrives('1001');
  const colleague = await people.arrives('1002');
  const customer = await people.arrives('2001');
  await customer.dials('1002');
  await colleague.reaches('ringing');
  await agent.dials('*81002');
  await agent.reaches('active');
  expect(await colleague.sawEnd()).toMatchObject({ reason: 'answered-elsewhere' });
  await expect(agent.softphone.getByText('山田太郎')).toBeVisible();
  await Promise.all([expectHears(agent.page, TONES['2001']), expectHears(customer.page, TONES['1001'])]);
});
