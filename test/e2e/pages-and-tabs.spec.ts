import { expectHears } from '../hearing/hearing.js';
import { giveTone } from '../hearing/tone-microphone.js';
import { expect, Person, test, TONES } from './people.js';

test.describe('one phone for all pages and tabs of a browser', () => {
  test('a call goes on when its page is reloaded, which the browser asks about: same call, no second contact, heard on both sides', async ({ people }) => {
    const agent = await people.arrives('1001');
    const customer = await people.arrives('2001');
    await customer.dials('700');
    await agent.popup.getByRole('button', { name: '応答', exact: true }).click();
    await agent.reaches('active');
    await expect.poll(async () => (await agent.heardEvents('it-contact-pop')).length).toBe(1);
    await Promise.all([expectHears(agent.page, TONES['2001']), expectHears(customer.page, TONES['1001'])]);
    const before = await agent.call();
    const asked: string[] = [];
    agent.page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });

    await agent.page.reload();
    expect(asked).toEqual(['beforeunload']);
    await agent.reaches('active');
    await Promise.all([expectHears(agent.page, TONES['2001']), expectHears(customer.page, TONES['1001'])]);
    expect(await agent.call()).toMatchObject({ id: before?.id, linkedId: before?.linkedId, answeredAt: before?.answeredAt });
    expect(await agent.heardEvents('it-contact-pop')).toEqual([]);
    expect((await agent.phone()).calls).toHaveLength(1);

    await agent.button('切断').click();
    expect(await customer.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
    await agent.page.reload();
    expect(asked).toHaveLength(1);
  });

  test('a ringing call of a reloaded page stops ringing when its caller gives up', { tag: '@firefox' }, async ({ people }) => {
    const agent = await people.arrives('1001');
    const colleague = await people.arrives('1002');
    await colleague.dials('1001');
    await agent.reaches('ringing');
    const before = await agent.call();
    await agent.page.reload();
    await agent.isOnLine();
    await agent.reaches('ringing');
    expect((await agent.call())?.id).toBe(before?.id);
    await colleague.button('切断').click();
    expect(await agent.sawEnd()).toEqual({ reason: 'cancelled', side: 'remote' });
  });

  test('a call rings in two tabs, the contact pops in the one looked at, and it goes on when the tab with the line is closed', async ({ people }) => {
    const agent = await people.arrives('1001');
    const second = new Person(await agent.page.context().newPage(), '1001');
    await giveTone(second.page, TONES['1001']);
    await second.page.goto('/text-service/');
    await second.isOnLine();
    expect((await second.phone()).owner).toBe('other-tab');
    const pops = second.page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener('it-contact-pop', (event) => resolve((event as CustomEvent<{ number: string }>).detail.number), { once: true }),
        ),
    );
    const customer = await people.arrives('2001');
    await customer.dials('700');
    await Promise.all([agent.reaches('ringing'), second.reaches('ringing')]);
    await second.popup.getByRole('button', { name: '応答', exact: true }).click();
    await Promise.all([agent.reaches('active'), second.reaches('active')]);
    expect(await pops).toBe('09012345678');
    expect(await agent.heardEvents('it-contact-pop')).toEqual([]);
    expect(await second.page.evaluate(() => document.querySelector('it-provider')!.agent.snapshot.code)).toBe(99);

    await agent.page.close();
    await expect.poll(async () => (await second.phone()).owner).toBe('here');
    await Promise.all([expectHears(second.page, TONES['2001']), expectHears(customer.page, TONES['1001'])]);
    await second.button('切断').click();
    expect(await customer.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
    expect(second.consoleErrors).toEqual([]);
  });
});
