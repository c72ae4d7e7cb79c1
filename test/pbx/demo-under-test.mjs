import { startDemo } from '../../demo/start.mjs';
import { SipPhone } from './sip-phone.mjs';

/**
 * A demo of a test's own on free ports, without building pages, and phones for it; everything is gone after the test.
 * @param {import('node:test').TestContext} test
 * @param {Partial<import('../../demo/pbx/exchange.mjs').Timing>} [timing]
 */
export async function startTestDemo(test, timing = {}) {
  const logged = [];
  const demo = await startDemo({ httpPort: 0, sipPort: 0, build: false, timing, log: (line) => logged.push(line) });
  /** @type {SipPhone[]} */
  const phones = [];
  test.after(async () => {
    for (const phone of phones) phone.close();
    await demo.stop();
  });
  return {
    ...demo,
    logged,
    /** A phone that is connected and not registered. */
    connect: async (extension, password = demo.credentials[extension].password) => {
      const phone = await SipPhone.connect(demo.sipUrl, extension, password);
      phones.push(phone);
      return phone;
    },
    /** Registered phones. */
    register: async (...extensions) => {
      const registered = await Promise.all(extensions.map((extension) => SipPhone.connect(demo.sipUrl, extension, demo.credentials[extension].password)));
      phones.push(...registered);
      for (const phone of registered) await phone.register();
      return registered;
    },
  };
}

/** Two phones talking: `caller` dialled `number`, `callee` answered. */
export async function talk(caller, callee, number) {
  const invite = await caller.dial(number);
  const rung = await callee.expectRequest('INVITE');
  callee.reply(rung, 180);
  callee.reply(rung, 200, { body: `answer of ${callee.extension}` });
  const answer = await caller.expectResponse(invite, 200);
  caller.ack(invite, answer);
  await callee.expectRequest('ACK');
  return { invite, rung, answer, callerDialog: caller.dialledDialog(invite, answer), calleeDialog: callee.rungDialog(rung) };
}

/** Polls until `read` gives something that is not undefined or false; fails after the limit. */
export async function eventually(what, read, limitMs = 3000) {
  const end = Date.now() + limitMs;
  for (;;) {
    const value = read();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`not within ${limitMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
