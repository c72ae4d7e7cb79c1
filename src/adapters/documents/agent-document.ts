import type { AgentFacts } from '../../agent/agent-state.js';
import { asDocument, asNumber, asText, kindOf, type Defect, type ReadTime } from './fields.js';

/**
 * The agent's document (`customer/{customerId}/agents/{agentId}`) as facts: the only place that knows its field names.
 * Undefined when it has no status: a half-written document is not a status. What is wrong is told to `defect`.
 */
export function readAgentDocument(value: unknown, readTime: ReadTime, defect: (defect: Defect) => void = () => undefined): AgentFacts | undefined {
  const document = asDocument(value);
  const code = asNumber(document?.['status']);
  if (!document || code === undefined) {
    defect({ field: 'agents.status', value: kindOf(document ? document['status'] : value), expected: 'a status code' });
    return undefined;
  }
  const refused = asDocument(document['refused']);
  const refusedCode = asNumber(refused?.['code']);
  const optional = {
    chosen: asNumber(document['chosenStatus']),
    reason: asText(document['reason']),
    autoWorkEndsAt: readTime(document['autoWorkEndsAt']),
    requested: asNumber(document['requestedStatus']),
    extension: asText(document['extension']),
    refused: refusedCode === undefined ? undefined : { code: refusedCode, reason: asText(refused?.['reason']) ?? '', at: readTime(refused?.['at']) ?? 0 },
  };
  return { code, since: readTime(document['since']) ?? 0, ...withoutUndefined(optional) };
}

function withoutUndefined<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Key in keyof T]?: Exclude<T[Key], undefined> };
}
