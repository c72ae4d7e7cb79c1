import type { Words } from '../../i18n/ja.js';

/** A code of the server, not a sentence for an agent. */
const CODE = /^[\w.:-]*$/;

/**
 * Why the server refused a status, for the agent: in words of ours where the server gives a code that we know, as it stands where it is a sentence;
 * undefined for other codes, which would tell an agent nothing.
 */
export function refusalWords(reason: string, words: Words): string | undefined {
  if (!CODE.test(reason)) return reason;
  return Object.hasOwn(words.refusals, reason) ? words.refusals[reason as keyof Words['refusals']] : undefined;
}
