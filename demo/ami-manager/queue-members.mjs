/**
 * The queues' members and whether they are paused, as Asterisk says; pauses and unpauses them.
 */
export class QueueMembers {
  #ami;
  /** @type {Map<string, { queue: string, interface: string, name: string, paused: boolean }>} */
  #members = new Map();

  /** @param {import('../asterisk/ami.mjs').Ami} ami */
  constructor(ami) {
    this.#ami = ami;
    ami.listen((event) => this.#heard(event));
  }

  /** Asks for all of them. @throws {Error} when Asterisk does not answer, or has no queues */
  async load() {
    const complete = this.#ami.waitFor(({ Event }) => Event === 'QueueStatusComplete', 5_000, 'the list of queue members');
    await Promise.all([complete, this.#ami.action('QueueStatus')]);
  }

  /**
   * Pauses or unpauses an agent in every queue where that is not so yet.
   * @param {string} extension
   * @param {boolean} paused
   * @throws {Error} when Asterisk refuses
   */
  async setPaused(extension, paused) {
    for (const member of this.#members.values()) {
      if (member.paused === paused || !isOf(member, extension)) continue;
      await this.#ami.action('QueuePause', { Queue: member.queue, Interface: member.interface, Paused: String(paused) });
      member.paused = paused;
    }
  }

  #heard({ Event, Queue: queue, Interface, Location, MemberName, Name, Paused }) {
    if (!/^QueueMember(?:$|Added|Removed|Status|Pause)/.test(Event)) return;
    // The list has names of its own for the same.
    const member = { queue, interface: Interface ?? Location, name: MemberName ?? Name, paused: Paused === '1' };
    const key = `${queue} ${member.interface}`;
    if (Event === 'QueueMemberRemoved') this.#members.delete(key);
    else this.#members.set(key, member);
  }
}

/** `Local/1001@agents/n`, `SIP/1001`, or a name that is the extension. */
function isOf({ interface: address, name }, extension) {
  return name === extension || address.split(/\W/).includes(extension);
}
