/** Numbers by which a caller who is withheld may show. */
const WITHHELD = /^(?:<unknown>|anonymous|restricted|unavailable|unknown)$/i;

/**
 * What the first channel of a call tells: who calls whom. Whether it goes to a queue, or to an agent by another number, turns out later.
 * @param {import('../asterisk/ami.mjs').AmiMessage} event Newchannel
 * @param {string | null} extension of the agent who calls
 * @param {import('./calls.mjs').Directory} directory
 * @param {number} at epoch ms
 * @returns {import('./calls.mjs').Call}
 */
export function originCall(event, extension, directory, at) {
  const find = (number) => directory.agents.find((agent) => agent.extension === number);
  const dialling = find(extension);
  const dialled = find(event.Exten);
  const kind = dialling && dialled ? 'internal' : 'external';
  const groupCode = kind === 'internal' ? null : (directory.groupCodes[event.Exten] ?? (dialling ?? dialled)?.groupCodes[0] ?? null);
  return {
    linkedId: event.Linkedid,
    direction: dialling ? 'out' : 'in',
    kind,
    caller: dialling ? { number: dialling.extension, name: dialling.name } : { number: shown(event.CallerIDNum), name: shown(event.CallerIDName) },
    called: { number: event.Exten ?? '', name: dialled?.name ?? '' },
    groupCode,
    groupName: directory.groupNames[groupCode] ?? null,
    queue: null,
    extensions: [],
    callIds: [],
    state: 'ringing',
    startedAt: at,
    answeredAt: null,
    endedAt: null,
    answeredBy: null,
    cause: null,
    queued: false,
    partnered: false,
    callerKnown: false,
    outcome: null,
  };
}

function shown(text = '') {
  return WITHHELD.test(text) ? '' : text;
}
