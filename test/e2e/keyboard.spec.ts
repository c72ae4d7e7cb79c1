import { expect, test, type Person } from './people.js';

/** Accessible name of what has the focus, also inside shadow roots. */
function focused(person: Person): Promise<string> {
  return person.page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const host = (element?.getRootNode() as ShadowRoot | Document | undefined) ?? document;
    const inside = host instanceof ShadowRoot ? `${host.host.localName} ` : '';
    const label = element?.getAttribute('aria-label') ?? (element as HTMLInputElement | null)?.labels?.[0]?.textContent ?? element?.textContent ?? '';
    return inside + label.trim();
  });
}

/** Presses Tab until that has the focus; a circle that lacks it fails. Keys go to the window that is looked at, of which Firefox has one. */
async function tabTo(person: Person, name: string): Promise<void> {
  await person.page.bringToFront();
  for (let steps = 0; steps < 60; steps += 1) {
    if ((await focused(person)) === name) return;
    await person.page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches "${name}"; last: "${await focused(person)}"`);
}

test('a whole call by keyboard alone: dial, answer, hold, resume, hang up', { tag: '@firefox' }, async ({ people }) => {
  const agent = await people.arrives('1001');
  const colleague = await people.arrives('1002');

  await tabTo(agent, 'it-softphone 電話番号');
  await agent.page.keyboard.type('1002');
  await agent.page.keyboard.press('Enter');
  await colleague.reaches('ringing');

  await tabTo(colleague, 'it-call-popup 応答');
  await colleague.page.keyboard.press('Enter');
  await agent.reaches('active');

  await tabTo(agent, 'it-softphone 保留');
  await agent.page.keyboard.press('Space');
  await expect(agent.button('保留解除')).toBeVisible();
  await tabTo(agent, 'it-softphone 保留解除');
  await agent.page.keyboard.press('Space');
  await expect(agent.button('保留')).toBeVisible();

  await tabTo(agent, 'it-softphone 切断');
  await agent.page.keyboard.press('Enter');
  expect(await colleague.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
});

test("a call that rings takes no focus from the host, and its keys stay the host's", async ({ people }) => {
  const agent = await people.arrives('1001');
  const customer = await people.arrives('2001');
  await agent.page.getByRole('navigation').getByRole('button', { name: '山田太郎' }).click();
  const memo = agent.page.getByRole('textbox', { name: '対応中のメモ' });
  await memo.click();
  await customer.dials('1001');
  await expect(agent.popup.getByRole('button', { name: '応答', exact: true })).toBeVisible();
  await expect(memo).toBeFocused();
  await agent.page.keyboard.type('mhtk');
  await agent.page.keyboard.press('Escape');
  await expect(memo).toHaveValue('mhtk');
  expect((await agent.call())?.phase).toBe('ringing');
});

test('Escape closes the status menu and never ends a call', async ({ people }) => {
  const agent = await people.arrives('1001');
  const colleague = await people.arrives('1002');
  await agent.dials('1002');
  await colleague.reaches('ringing');
  await agent.button('切断').focus();
  await agent.page.keyboard.press('Escape');
  await agent.status.getByRole('button', { name: 'ステータス', exact: true }).focus();
  await agent.page.keyboard.press('Enter');
  await expect(agent.status.getByRole('menuitemradio').first()).toBeVisible();
  await agent.page.keyboard.press('Escape');
  await expect(agent.status.getByRole('menuitemradio').first()).toBeHidden();
  expect((await agent.call())?.phase).toBe('ringing');
});
