import { bareAccount, openBare, openOurs, ourAccount } from '../accounts.mjs';
import { held, median } from '../figures.mjs';
import { startStunServer } from '../stun-server.mjs';

const ROUNDS = 15;
/** JsSIP as it comes waits for the end of gathering, up to 40 s a call. */
const DEFAULT_ROUNDS_ON_DEAD_STUN = 1;
/** Nobody answers there: what a STUN server behind a closed firewall looks like. */
const DEAD_STUN = 'stun:10.99.0.99:3478';

export const needs = ['asterisk'];

/** dial() → first RTP packet of the echo, beside JsSIP as it comes and tuned by hand; each opens the microphone after that, permission given. */
export async function run(bench, { asterisk, wishes, print }) {
  const stun = await startStunServer();
  const rounds = wishes.rounds ?? ROUNDS;
  try {
    await compare('a STUN server that answers', stun.url, { rounds, defaultRounds: rounds });
    await compare('a STUN server that does not', DEAD_STUN, { rounds, defaultRounds: DEFAULT_ROUNDS_ON_DEAD_STUN });
  } finally {
    await stun.stop();
  }

  async function compare(title, url, { rounds, defaultRounds }) {
    const iceServers = [{ urls: url }];
    const account = ourAccount(asterisk, '1003');
    const ours = await openOurs(bench, { ...account, sip: { ...account.sip, iceServers } });
    const plain = await openBare(bench, bareAccount(asterisk, '1001'));
    const tuned = await openBare(bench, bareAccount(asterisk, '1002'));
    const times = { plain: [], tuned: [], ours: [] };
    // The first call loads and compiles what every later one uses.
    for (let round = -1; round < rounds; round++) {
      const measured = {
        tuned: await tuned.evaluate((servers) => window.bare.call('600', { tuned: true, iceServers: servers }), iceServers),
        ours: await ours.evaluate(callOurs),
        ...(round < defaultRounds && { plain: await plain.evaluate((servers) => window.bare.call('600', { tuned: false, iceServers: servers }), iceServers) }),
      };
      if (round >= 0) for (const [who, ms] of Object.entries(measured)) times[who].push(ms);
    }
    const reference = median(times.tuned);
    print(`dial() → first RTP packet, ${title}, median of ${rounds}`, [
      { name: `JsSIP as it comes (${times.plain.length})`, value: median(times.plain), unit: 'ms', ratio: median(times.plain) / reference },
      { name: 'JsSIP, INVITE on the first host candidate', value: reference, unit: 'ms' },
      held('the widgets', median(times.ours), 'ms', { reference, times: 1.1, budget: 'at most × 1.1 of tuned JsSIP' }),
    ]);
    await Promise.all([plain, tuned, ours].map((page) => page.context().close()));
  }
}

/** Runs in the page: one call to the echo; ms from `dial()` to the first packet. */
async function callOurs() {
  const { phone } = document.querySelector('it-provider');
  const from = performance.timeOrigin + performance.now();
  const id = await phone.dial('600');
  const first = await window.probe.firstPacket();
  await phone.hangUp(id);
  phone.dismiss(id);
  return first - from;
}
