import type { Page, Route } from '@playwright/test';
import type { CallDocument } from '../../demo/start.mjs';
import { expect, test, type Person } from './people.js';

const TEN_MINUTES = 600_000;

/** A call of 1001's desk phone, as the server side tells it. */
function deskCall(change: Partial<CallDocument> = {}): CallDocument {
  return {
    linkedId: `desk.${Math.random()}`,
    direction: 'in',
    kind: 'external',
    caller: { number: '09012345678', name: '' },
    called: { number: '1001', name: '' },
    groupCode: 'G01',
    groupName: 'グループ01',
    queue: null,
    extensions: ['1001'],
    callIds: [],
    state: 'ringing',
    startedAt: Date.now(),
    answeredAt: null,
    endedAt: null,
    answeredBy: null,
    cause: null,
    ...change,
  };
}

/** The sign-in answers another configuration. */
function signsInWith(change: (config: Record<string, unknown>) => Record<string, unknown>) {
  return (page: Page): Promise<unknown> =>
    page.route('**/session', async (route: Route) => {
      if (route.request().method() !== 'POST') return route.continue();
      const response = await route.fetch();
      await route.fulfill({ response, json: change((await response.json()) as Record<string, unknown>) });
    });
}

const withDeskPhone = signsInWith((config) => ({ ...config, licenses: [] }));

/** The page's clock is wrong by this much from the first moment. */
function clockOff(ms: number) {
  return (page: Page): Promise<unknown> =>
    page.addInitScript((offset) => {
      const RealDate = Date;
      const now = (): number => RealDate.now() + offset;
      window.Date = new Proxy(RealDate, {
        construct: (target, args: unknown[]) => (args.length === 0 ? new target(now()) : (Reflect.construct(target, args) as object)),
        get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
      });
    }, ms);
}

async function pops(agent: Person): Promise<string[]> {
  return (await agent.heardEvents('it-contact-pop')).map(({ detail }) => `${detail.call!.direction} ${String(detail['number'])}`);
}

async function hasPopped(agent: Person, expected: string[]): Promise<void> {
  await expect.poll(() => pops(agent), { message: 'contacts that popped' }).toEqual(expected);
}

/** The page has taken everything that the server told so far: a later word of the server has arrived. */
async function hasHeardAll(agent: Person): Promise<void> {
  const since = await agent.page.evaluate(async () => {
    const { agent: status } = document.querySelector('it-provider')!;
    await status.setStatus(status.snapshot.chosen === 3 ? 0 : 3);
    return status.snapshot.since;
  });
  expect(since).toBeGreaterThan(0);
}

test.describe('contact pop-up', () => {
  test('a queue call pops once when it is answered, with linkedId, group and number; told again it does not pop again', async ({ people, demo }) => {
    const agent = await people.arrives('1001');
    const customer = await people.arrives('2001');
    await customer.dials('700');
    await agent.reaches('ringing');
    await expect(agent.popup.getByText('山田太郎')).toBeVisible();
    expect(await pops(agent)).toEqual([]);
    await agent.popup.getByRole('button', { name: '応答', exact: true }).click();
    await hasPopped(agent, ['in 09012345678']);
    const told = demo.pbx.callEvents.documents().at(-1)!;
    const [popped] = await agent.heardEvents('it-contact-pop');
    expect(popped!.detail.call).toMatchObject({ linkedId: told.linkedId, groupCode: 'G01', kind: 'acd', phase: 'active' });
    for (const state of ['answered', 'ringing', 'answered'] as const) demo.pbx.callEvents.publish({ ...told, state });
    await customer.button('切断').click();
    await agent.reaches('ended');
    demo.pbx.callEvents.publish({ ...told, state: 'ringing', answeredAt: null });
    await hasHeardAll(agent);
    await hasPopped(agent, ['in 09012345678']);
  });

  test('a direct call pops when it rings, where that is configured; an outgoing call pops too', async ({ people }) => {
    const agent = await people.arrives('1001', { prepare: signsInWith((config) => ({ ...config, phone: { popAt: 'ringing' } })) });
    const customer = await people.arrives('2001');
    // 自動ワーク of an earlier test takes no customer.
    await expect(agent.status.getByRole('button', { name: 'ステータス', exact: true })).toHaveAccessibleDescription('待機中', { timeout: 15_000 });
    await customer.dials('1001');
    await hasPopped(agent, ['in 09012345678']);
    expect((await agent.call())?.phase).toBe('ringing');
    await agent.popup.getByRole('button', { name: '拒否', exact: true }).click();
    await customer.reaches('ended');

    await agent.dials('09012345678');
    await hasPopped(agent, ['in 09012345678', 'out 09012345678']);
    await customer.button('応答').click();
    await agent.reaches('active');
    await hasPopped(agent, ['in 09012345678', 'out 09012345678']);
  });

  test('a call of another group pops nothing and says why', async ({ people }) => {
    const agent = await people.arrives('1001', {
      prepare: signsInWith((config) => ({ ...config, agent: { ...(config['agent'] as object), groupCodes: ['G09'] } })),
    });
    const customer = await people.arrives('2001');
    await customer.dials('700');
    await agent.popup.getByRole('button', { name: '応答', exact: true }).click();
    await expect(agent.popup.getByRole('alert')).toContainText('group-mismatch');
    const mismatches = await agent.page.evaluate(() => document.querySelector('it-provider')!.contacts.snapshot.mismatches);
    expect(mismatches).toEqual({ [(await agent.call())!.id]: 'group-mismatch' });
    expect(await pops(agent)).toEqual([]);
  });

  test('a desk phone: rings without 応答, pops once when it is answered there, in and out; each call is logged once', async ({ people, demo }) => {
    const agent = await people.arrives('1001', { registers: false, prepare: withDeskPhone });
    await expect(agent.status.getByRole('button', { name: 'ステータス', exact: true })).toHaveAccessibleDescription('待機中');
    await agent.page.evaluate(() => {
      const logged: string[] = [];
      Object.assign(window, { logged });
      document.querySelector('it-provider')!.logCall = async (call) => void logged.push(`${call.direction} ${call.end!.reason}`);
    });
    const incoming = deskCall();
    demo.pbx.callEvents.publish(incoming);
    await expect(agent.popup.getByText('電話機で応答してください')).toBeVisible();
    await expect(agent.popup.getByRole('button', { name: '応答', exact: true })).toHaveCount(0);
    expect(await pops(agent)).toEqual([]);
    const talking = { ...incoming, state: 'answered', answeredAt: Date.now(), answeredBy: '1001' } as const;
    demo.pbx.callEvents.publish(talking);
    demo.pbx.callEvents.publish(talking);
    await hasPopped(agent, ['in 09012345678']);
    demo.pbx.callEvents.publish({ ...talking, state: 'ended', endedAt: Date.now(), cause: 16 });
    demo.pbx.callEvents.publish({ ...talking, state: 'ended', endedAt: Date.now(), cause: 16 });

    const outgoing = deskCall({ direction: 'out', caller: { number: '1001', name: '' }, called: { number: '09012345678', name: '' } });
    demo.pbx.callEvents.publish(outgoing);
    await expect(agent.popup.getByRole('button', { name: '顧客情報を表示' })).toBeVisible();
    demo.pbx.callEvents.publish({ ...outgoing, state: 'answered', answeredAt: Date.now(), answeredBy: '09012345678' });
    await hasPopped(agent, ['in 09012345678', 'out 09012345678']);
    demo.pbx.callEvents.publish({ ...outgoing, state: 'ended', answeredAt: Date.now(), endedAt: Date.now(), cause: 16 });
    await expect.poll(() => agent.page.evaluate(() => (window as unknown as { logged: string[] }).logged)).toEqual(['in hung-up', 'out hung-up']);
  });

  for (const [clock, offset] of [
    ['ten minutes ahead', TEN_MINUTES],
    ['ten minutes behind', -TEN_MINUTES],
  ] as const) {
    test(`a reload with 500 old documents pops none of them, and the next call pops once (clock ${clock})`, async ({ people, demo }) => {
      const agent = await people.arrives('1001', { registers: false, prepare: (page) => Promise.all([withDeskPhone(page), clockOff(offset)(page)]) });
      const button = agent.status.getByRole('button', { name: 'ステータス', exact: true });
      await expect(button).toHaveAccessibleDescription('待機中');
      const begun = Date.now();
      for (let age = 500; age > 0; age--) {
        const startedAt = begun - age * 1000;
        const answered = { startedAt, answeredAt: startedAt + 100, answeredBy: '1001' };
        demo.pbx.callEvents.publish(deskCall({ ...answered, state: 'ended', endedAt: startedAt + 200, cause: 16 }));
      }
      // One whose end was never written, and one that rings on for ever.
      const forgotten = deskCall({ state: 'answered', startedAt: begun - 5000, answeredAt: begun - 4000, answeredBy: '1001' });
      demo.pbx.callEvents.publish(forgotten);
      demo.pbx.callEvents.publish(deskCall({ startedAt: begun - 3000 }));
      await agent.page.reload();
      await expect(button).toHaveAccessibleDescription('待機中');
      const news = deskCall();
      demo.pbx.callEvents.publish(news);
      demo.pbx.callEvents.publish({ ...news, state: 'answered', answeredAt: Date.now(), answeredBy: '1001' });
      // An old one is written again.
      demo.pbx.callEvents.publish({ ...forgotten, groupName: 'ご注文窓口' });
      await hasPopped(agent, ['in 09012345678']);
      expect((await agent.heardEvents('it-contact-pop'))[0]!.detail.call!.linkedId).toBe(news.linkedId);
      await hasHeardAll(agent);
      await hasPopped(agent, ['in 09012345678']);
      for (const told of demo.pbx.callEvents.documents())
        if (told.state !== 'ended') demo.pbx.callEvents.publish({ ...told, state: 'ended', endedAt: Date.now() });
    });
  }

  test('half-filled and wrongly typed documents are named by field, and the phone goes on', async ({ people, demo }) => {
    const agent = await people.arrives('1001', { registers: false, prepare: withDeskPhone });
    await expect(agent.status.getByRole('button', { name: 'ステータス', exact: true })).toHaveAccessibleDescription('待機中');
    const half = deskCall();
    for (const nonsense of [{ state: 5 }, { startedAt: 'yesterday' }, { caller: 'somebody' }, { extensions: ['1001', 7] }, { kind: {} }]) {
      demo.pbx.callEvents.publish({ ...half, ...nonsense } as unknown as CallDocument);
    }
    demo.pbx.callEvents.publish(half);
    demo.pbx.callEvents.publish({ ...half, state: 'answered', answeredAt: Date.now(), answeredBy: '1001' });
    await hasPopped(agent, ['in 09012345678']);
    const told = (await agent.heardEvents('it-error')).map(({ detail }) => `${detail.code} ${String(detail['field']).replace(half.linkedId, '')}`);
    expect(new Set(told)).toEqual(
      new Set(['state', 'startedAt', 'caller', 'extensions', 'kind'].map((field) => `document-invalid amiEvents/.${field}`).concat('not-licensed undefined')),
    );
    demo.pbx.callEvents.publish({ ...half, state: 'ended', endedAt: Date.now() });
  });
});
