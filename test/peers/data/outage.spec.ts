import { expect, popsOf, statusIs, test } from './agents.js';

test('[43] Firestore is killed and comes back empty in a call: the phone goes on, then status and contacts without a reload, and nothing is doubled', async ({
  openAgent,
  openPhone,
  data,
}) => {
  test.setTimeout(120_000);
  const agent = await openAgent('1001', { mayLog: /ERR_CONNECTION|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE|Failed to load resource|@firebase\/firestore/ });
  const customer = await openPhone('2001');
  await statusIs(agent, 0);
  await data.killFirestore();
  await customer.dials('700');
  await agent.answers();
  await agent.reaches('active');
  await data.restartFirestore();
  await statusIs(agent, 99, { timeout: 60_000 });
  await expect.poll(() => popsOf(agent), { timeout: 60_000 }).toEqual(['09012345678']);
  const linkedId = (await agent.call())?.linkedId;
  expect(await data.call(linkedId)).toMatchObject({ state: 'answered', answeredBy: '1001' });
  await customer.hangsUp();
  await agent.sawEnd();
  await statusIs(agent, 0);
  expect(await data.call(linkedId)).toMatchObject({ state: 'ended' });
  expect(await popsOf(agent)).toEqual(['09012345678']);
});
