/** Everyone of the bench belongs to one tenant. */
export const CONTRACT = { agreementId: 'A0001', customerId: 'C0001' };

/** An extension of Asterisk as a configuration of ours. @param {{ wsUrl: string, secrets: Record<string, string> }} asterisk @param {string} extension */
export function ourAccount({ wsUrl, secrets }, extension) {
  const { hostname, port } = new URL(wsUrl);
  return {
    agent: { id: extension, name: extension, role: 'operator', groupCodes: ['G01'] },
    contract: CONTRACT,
    licenses: ['softphone'],
    sip: { extension, domain: hostname, network: 'vpn', port: Number(port), password: secrets[extension] },
  };
}

/** The same for bare JsSIP. @param {{ wsUrl: string, secrets: Record<string, string> }} asterisk @param {string} extension */
export function bareAccount({ wsUrl, secrets }, extension) {
  return { url: wsUrl, uri: `sip:${extension}@${new URL(wsUrl).hostname}`, password: secrets[extension] };
}

/** Opens all elements and waits until they are registered. @param {import('./bench.mjs').Bench} bench @param {object} account of {@link ourAccount} @param {{ speaksTone?: boolean }} [options] */
export async function openOurs(bench, account, options) {
  const page = await bench.open('/ours', account, options);
  await page.waitForFunction(() => document.querySelector('it-provider').phone?.snapshot.line.state === 'registered');
  return page;
}

/** Opens bare JsSIP and waits until it is registered. @param {import('./bench.mjs').Bench} bench @param {object} account of {@link bareAccount} */
export async function openBare(bench, account) {
  const page = await bench.open('/bare-jssip', account);
  await page.evaluate(() => window.registered);
  return page;
}
