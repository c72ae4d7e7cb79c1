import type { AsteriskPeer } from '../asterisk.js';
import type { PagePhone } from '../phones.js';
import { expect, popsOf, statusIs, test } from './agents.js';

const CUSTOMER = '09012345678';

/** How a call comes to be, and the agent's status while it rings and while it is talked on. */
const CALLS = {
  'by the queue': { ringing: 98, talking: 99, begin: ({ customer }: Parties) => customer.dials('700') },
  'straight to the extension': { ringing: 88, talking: 89, begin: async ({ asterisk }: Parties) => void (await asterisk.callFromOutside('1001')) },
  'made by the agent': { ringing: 78, talking: 79, begin: ({ phone }: Parties) => phone.dials(CUSTOMER) },
} as const;

interface Parties {
  /** Where the agent's calls ring. */
  readonly phone: PagePhone;
  readonly customer: PagePhone;
  readonly asterisk: AsteriskPeer;
}

for (const device of ['in the page', 'on a hardware phone'] as const) {
  for (const [how, { ringing, talking, begin }] of Object.entries(CALLS)) {
    for (const popAt of ['ringing', 'answered'] as const) {
      test(`a call ${how}, ${device}: its contact pops once, when it is ${popAt}`, async ({ openAgent, openPhone, asterisk }) => {
        const deskPhone = device === 'on a hardware phone';
        const hardware = deskPhone ? await openPhone('1001') : undefined;
        const agent = await openAgent('1001', { deskPhone, config: { phone: { popAt } } });
        const phone = hardware ?? agent;
        const customer = await openPhone('2001');
        await statusIs(agent, 0);
        await begin({ phone, customer, asterisk });
        // By then the page has the call's document, or will have it at once.
        await statusIs(agent, ringing);
        if (popAt === 'ringing') await expect.poll(() => popsOf(agent)).toEqual([CUSTOMER]);
        else expect(await popsOf(agent)).toEqual([]);
        if (how === 'made by the agent') await customer.answers();
        else await phone.answers();
        await statusIs(agent, talking);
        await expect.poll(() => popsOf(agent)).toEqual([CUSTOMER]);
        await phone.hangsUp();
        await phone.sawEnd();
        await statusIs(agent, 0);
        expect(await popsOf(agent)).toEqual([CUSTOMER]);
      });
    }
  }
}
