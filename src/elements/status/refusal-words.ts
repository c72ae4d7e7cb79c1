import type { Words } from '../../i18n/ja.js';

/** A code of the server, not a sentence for an agent. */
const CODE = /^[\w.:-]*$/;

/**
 * Why the server refused a status, for the agent: in words of ours where the server gives a code that we know, as it stands where it is a sentence;
 * undefined for other codes, which would tell an agent nothing.
 */
export function refusalWords(reason: string, words: Words): string | undefined {
  return inWords(reason, words.refusals);
}

/** Why the server set a status that nobody chose, in the same way. */
export function statusReasonWords(reason: string, words: Words): string | undefined {
  return inWords(reason, words.statusReasons);
}

function inWords(reason: string, known: Readonly<Record<string, string>>): string | undefined {
  if (!CODE.test(reason)) return reason;
  return Object.hasOwn(known, reason) ? known[reason] : undefined;
}
