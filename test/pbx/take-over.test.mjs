import assert from 'node:assert/strict';
import test from 'node:test';
import { startTestDemo, talk } from './demo-under-test.mjs';

test('the next page takes a call over by Replaces: the other phone is offered its description, the old leg ends, the call stays', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, page] = await demo.register('2001', '1001');
  const { calleeDialog, rung } = await talk(customer, page, '700');
  const [nextPage] = await demo.register('1001');
  const invite = await nextPage.dial('1001', { headers: [`Replaces: ${calleeDialog.replaces}`], body: 'offer of the next page' });
  const reoffer = await customer.expectRequest('INVITE');
  assert.equal(reoffer.body, 'offer of the next page');
  customer.reply(reoffer, 200, { body: 'answer of the customer' });
  const taken = await nextPage.expectResponse(invite);
  assert.equal(taken.status, 200);
  assert.equal(taken.body, 'answer of the customer');
  assert.equal(taken.header('X-Linkedid'), rung.header('X-Linkedid'));
  nextPage.ack(invite, taken);
  await page.expectRequest('BYE');
  assert.equal(demo.pbx.agentStates.document('1001').status, 99);

  const bye = nextPage.dialledDialog(invite, taken).request('BYE');
  await nextPage.expectResponse(bye, 200);
  await customer.expectRequest('BYE');
  assert.equal(demo.pbx.callEvents.documents().length, 1);
  assert.equal(demo.pbx.callEvents.documents()[0].state, 'ended');
});

test('it works after the old page is gone, for the side that dialled, and again after that', async (t) => {
  const demo = await startTestDemo(t, { graceMs: 200 });
  const [customer, agent] = await demo.register('2001', '1001');
  let { callerDialog } = await talk(customer, agent, '1001');
  customer.close();
  for (const body of ['first reload', 'second reload']) {
    const [page] = await demo.register('2001');
    const invite = await page.dial('1001', { headers: [`Replaces: ${callerDialog.replaces}`], body });
    const reoffer = await agent.expectRequest('INVITE');
    assert.equal(reoffer.body, body);
    agent.reply(reoffer, 200, { body: 'answer' });
    const taken = await page.expectResponse(invite, 200);
    page.ack(invite, taken);
    callerDialog = page.dialledDialog(invite, taken);
    page.close();
  }
  await agent.expectRequest('BYE');
});

test('while the other phone is busy with a re-INVITE it is asked again', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, page] = await demo.register('2001', '1001');
  const { calleeDialog } = await talk(customer, page, '1001');
  const [nextPage] = await demo.register('1001');
  const invite = await nextPage.dial('1001', { headers: [`Replaces: ${calleeDialog.replaces}`] });
  customer.reply(await customer.expectRequest('INVITE'), 491);
  customer.reply(await customer.expectRequest('INVITE'), 200, { body: 'answer' });
  assert.equal((await nextPage.expectResponse(invite)).status, 200);
});

test("no such dialog, or another extension's: 481, and the call goes on", async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent, thief] = await demo.register('2001', '1001', '1002');
  const { calleeDialog } = await talk(customer, agent, '1001');
  const [own] = await demo.register('1001');
  assert.equal((await own.expectResponse(await own.dial('1001', { headers: ['Replaces: nobody@nowhere;to-tag=a;from-tag=b'] }))).status, 481);
  assert.equal((await thief.expectResponse(await thief.dial('1001', { headers: [`Replaces: ${calleeDialog.replaces}`] }))).status, 481);
  assert.equal((await own.expectResponse(await own.dial('1001', { headers: ['Replaces: malformed'] }))).status, 400);
  assert.deepEqual(
    customer.inbox.filter(({ method }) => method),
    [],
  );
});

test('a take-over that the other phone refuses leaves the call where it was', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, page] = await demo.register('2001', '1001');
  const { calleeDialog } = await talk(customer, page, '1001');
  const [nextPage] = await demo.register('1001');
  const invite = await nextPage.dial('1001', { headers: [`Replaces: ${calleeDialog.replaces}`] });
  customer.reply(await customer.expectRequest('INVITE'), 488);
  assert.equal((await nextPage.expectResponse(invite)).status, 488);
  calleeDialog.request('BYE');
  await customer.expectRequest('BYE');
});
