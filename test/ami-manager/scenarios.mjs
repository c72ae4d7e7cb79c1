import { setTimeout as delay } from 'node:timers/promises';
import { confirmed, ended } from './phone.mjs';

/**
 * What can happen to a call, played with real phones: each gets the phones by extension, an AMI connection and the phones' technology, and returns
 * when all its calls are over.
 * @typedef {(stage: { phones: Record<string, import('./phone.mjs').Phone>, ami: import('../../demo/asterisk/ami.mjs').Ami, technology: 'SIP' | 'PJSIP' }) => Promise<unknown>} Scenario
 */

/** A moment of talk, so that times differ. */
const TALK_MS = 1_100;
const RING_MS = 400;
const MAIN_NUMBER = '09012345678';

const originate = (ami, exten, context = 'from-outside') =>
  ami.originate({ channel: `Local/${exten}@${context}/n`, context: 'outside-party', exten: 'wait', callerId: { number: MAIN_NUMBER, name: '山田太郎' } });

async function hangUp(session) {
  session.terminate();
  await ended(session);
}

/** @type {Record<string, Scenario>} */
export const SCENARIOS = {
  async 'outgoing answered'({ phones }) {
    const call = phones[1001].dial(MAIN_NUMBER);
    await phones[2001].answer();
    await delay(TALK_MS);
    await hangUp(call);
  },

  async 'outgoing cancelled'({ phones }) {
    const call = phones[1001].dial('2001');
    const there = await phones[2001].rung();
    await delay(RING_MS);
    await Promise.all([hangUp(call), ended(there)]);
  },

  async 'outgoing busy'({ phones }) {
    const call = phones[1001].dial('2001');
    await phones[2001].reject();
    await ended(call);
  },

  async 'outgoing to a service'({ phones }) {
    const call = phones[1001].dial('600');
    await confirmed(call);
    await delay(TALK_MS);
    await hangUp(call);
  },

  async 'internal answered'({ phones }) {
    const call = phones[1001].dial('1002');
    const there = await phones[1002].answer();
    await delay(TALK_MS);
    await Promise.all([hangUp(there), ended(call)]);
  },

  async 'internal missed'({ phones }) {
    const call = phones[1001].dial('1002');
    const there = await phones[1002].rung();
    await delay(RING_MS);
    await Promise.all([hangUp(call), ended(there)]);
  },

  async 'internal rejected'({ phones }) {
    const call = phones[1001].dial('1002');
    await phones[1002].reject();
    await ended(call);
  },

  async 'direct answered'({ phones }) {
    const call = phones[2001].dial('1001');
    const there = await phones[1001].answer();
    await delay(TALK_MS);
    await Promise.all([hangUp(call), ended(there)]);
  },

  async 'direct missed'({ phones }) {
    const call = phones[2001].dial('1001');
    const there = await phones[1001].rung();
    await delay(RING_MS);
    await Promise.all([hangUp(call), ended(there)]);
  },

  async 'direct rejected'({ phones }) {
    const call = phones[2001].dial('1001');
    await phones[1001].reject();
    await ended(call);
  },

  async 'direct rung out'({ phones, ami, technology }) {
    const extension = { Context: 'short-ring', Extension: '1001', Priority: 1, Application: 'Dial', ApplicationData: `${technology}/1001,2` };
    await ami.action('DialplanExtensionAdd', { ...extension, Replace: 'yes' });
    await originate(ami, '1001', 'short-ring');
    await ended(await phones[1001].rung());
  },

  async 'direct from a trunk'({ phones, ami }) {
    await originate(ami, '1001');
    const there = await phones[1001].answer();
    await delay(TALK_MS);
    await hangUp(there);
  },

  async 'queue answered, caller hangs up'({ phones }) {
    const call = phones[2001].dial('700');
    const others = await Promise.all([phones[1002].rung(), phones[1900].rung()]);
    const there = await phones[1001].answer();
    await Promise.all(others.map(ended));
    await delay(TALK_MS);
    await Promise.all([hangUp(call), ended(there)]);
  },

  async 'queue answered, agent hangs up'({ phones, ami }) {
    await originate(ami, '700');
    const others = await Promise.all([phones[1001].rung(), phones[1900].rung()]);
    const there = await phones[1002].answer();
    await Promise.all(others.map(ended));
    await delay(TALK_MS);
    await hangUp(there);
  },

  async 'queue abandoned'({ phones }) {
    const call = phones[2001].dial('700');
    const rung = await Promise.all([phones[1001].rung(), phones[1002].rung(), phones[1900].rung()]);
    await delay(RING_MS);
    await Promise.all([hangUp(call), ...rung.map(ended)]);
  },

  async 'queue rejected by one, answered by another'({ phones }) {
    const call = phones[2001].dial('700');
    const other = await phones[1900].rung();
    await phones[1001].reject();
    const there = await phones[1002].answer();
    await ended(other);
    await delay(TALK_MS);
    await Promise.all([hangUp(call), ended(there)]);
  },

  async 'queue rung out'({ phones }) {
    const call = phones[2001].dial('700');
    const rung = await Promise.all([phones[1001].rung(), phones[1002].rung(), phones[1900].rung()]);
    await Promise.all(rung.map(ended));
    await hangUp(call);
  },

  async 'transferred blindly'({ phones }) {
    const call = phones[2001].dial('1001');
    const first = await phones[1001].answer();
    await delay(TALK_MS);
    first.refer('sip:1002@127.0.0.1');
    const second = await phones[1002].answer();
    await hangUp(first);
    await delay(TALK_MS);
    await Promise.all([hangUp(call), ended(second)]);
  },

  async 'transferred after consultation'({ phones }) {
    const call = phones[2001].dial('1001');
    const first = await phones[1001].answer();
    await delay(TALK_MS);
    const consultation = phones[1001].dial('1002');
    const second = await phones[1002].answer();
    await confirmed(consultation);
    await delay(TALK_MS);
    first.refer('sip:1002@127.0.0.1', { replaces: consultation });
    await Promise.all([ended(consultation), new Promise((resolve) => setTimeout(resolve, TALK_MS))]);
    if (!first.isEnded()) await hangUp(first);
    await delay(TALK_MS);
    await Promise.all([hangUp(call), ended(second)]);
  },

  async 'picked up by a colleague'({ phones }) {
    const call = phones[2001].dial('1001');
    const there = await phones[1001].rung();
    await delay(RING_MS);
    const pickUp = phones[1002].dial('*81001');
    await Promise.all([confirmed(pickUp), ended(there)]);
    await delay(TALK_MS);
    await Promise.all([hangUp(call), ended(pickUp)]);
  },

  async 'picked up by the next page of the same phone'({ phones }) {
    const call = phones[2001].dial('1001');
    const there = await phones[1001].rung();
    await delay(RING_MS);
    const pickUp = phones[1001].dial('*81001');
    await Promise.all([confirmed(pickUp), ended(there)]);
    await delay(TALK_MS);
    await Promise.all([hangUp(pickUp), ended(call)]);
  },

  async 'taken over by the next page of the same phone'({ phones }) {
    const call = phones[2001].dial('1001');
    const before = await phones[1001].answer();
    await delay(TALK_MS);
    const { call_id: callId, remote_tag: toTag, local_tag: fromTag } = before._dialog.id;
    const after = phones[1001].dial('1001', { extraHeaders: [`Replaces: ${callId};to-tag=${toTag};from-tag=${fromTag}`] });
    await Promise.all([confirmed(after), ended(before)]);
    await delay(TALK_MS);
    await Promise.all([hangUp(after), ended(call)]);
  },
};
