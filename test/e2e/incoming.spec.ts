import { expectHears } from '../hearing/hearing.js';
import { expect, test, TONES } from './people.js';

test.describe('an incoming call', () => {
  test('can be answered from the softphone', { tag: '@firefox' }, async ({ people }) => {
    const agent = await people.arrives('1001');
    const customer = await people.arrives('2001');
    await customer.dials('1001');
    await agent.button('応答').click();
    await agent.reaches('active');
    await expectHears(agent.page, TONES['2001']);
    await expect(agent.popup.getByRole('button', { name: '応答', exact: true })).toBeHidden();
  });

  test('is rejected in the pop-up: the caller hears busy, and no contact appears', async ({ people }) => {
    const agent = await people.arrives('1001');
    const customer = await people.arrives('2001');
    await customer.dials('1001');
    await agent.popup.getByRole('button', { name: '拒否', exact: true }).click();
    expect(await customer.sawEnd()).toMatchObject({ reason: 'busy', side: 'remote', code: 486 });
    expect(await agent.sawEnd()).toMatchObject({ reason: 'rejected', side: 'local' });
    expect(await agent.heardEvents('it-contact-pop')).toEqual([]);
  });

  test('whose caller gives up stops ringing', async ({ people }) => {
    const agent = await people.arrives('1001');
    const customer = await people.arrives('2001');
    await customer.dials('1001');
    await expect(agent.popup.getByRole('button', { name: '応答', exact: true })).toBeVisible();
    await customer.button('切断').click();
    expect(await agent.sawEnd()).toMatchObject({ reason: 'cancelled', side: 'remote' });
    await expect(agent.popup.getByRole('button', { name: '応答', exact: true })).toBeHidden();
  });

  test('of a colleague shows the extension and pops no contact', async ({ people }) => {
    const agent = await people.arrives('1001');
    const colleague = await people.arrives('1002');
    await colleague.dials('1001');
    await expect(agent.popup.getByText('1002').first()).toBeVisible();
    await agent.popup.getByRole('button', { name: '応答', exact: true }).click();
    await agent.reaches('active');
    await expectHears(agent.page, TONES['1002']);
    expect(await agent.heardEvents('it-contact-pop')).toEqual([]);
  });

  test('of an unknown number opens an empty record with that number, once asked for', async ({ people }) => {
    const agent = await people.arrives('1001', {
      prepare: (page) => page.route('**/text-service/contacts?number=*', (route) => route.fulfill({ json: null })),
    });
    const customer = await people.arrives('2001');
    await customer.dials('1001');
    await agent.popup.getByRole('button', { name: '応答', exact: true }).click();
    await expect(agent.page.getByRole('heading', { name: '新しい顧客' })).toBeVisible();
    await expect(agent.page.getByRole('main').getByRole('link', { name: '09012345678' })).toBeVisible();
  });

  test('finds a talking agent busy: 486, and the talk goes on', async ({ people }) => {
    const agent = await people.arrives('1001');
    const colleague = await people.arrives('1002');
    const customer = await people.arrives('2001');
    await colleague.dials('1001');
    await agent.popup.getByRole('button', { name: '応答', exact: true }).click();
    await agent.reaches('active');

    await customer.dials('1001');
    expect(await customer.sawEnd()).toMatchObject({ reason: 'busy', side: 'remote', code: 486 });
    await expect(customer.softphone.getByText('話し中')).toBeVisible();
    expect((await agent.phone()).calls.map(({ phase }) => phase)).toEqual(['active']);
    await expectHears(agent.page, TONES['1002']);
  });
});
