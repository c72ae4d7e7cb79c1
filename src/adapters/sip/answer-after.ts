import type { HeaderSource } from './caller.js';

/** JsSIP's messages, where a header may come more than once. */
interface Headers extends HeaderSource {
  getHeaders?(name: string): readonly string[];
}

/** A phone is not told to answer by itself after longer than this, s. */
const LONGEST_S = 60;

/**
 * After how many seconds an INVITE asks to be answered by itself; undefined: it does not ask. Only a PBX may ask: it has to take such headers off calls from outside.
 *
 *     Answer-Mode: Auto                                   RFC 5373 section 3 (Priv-Answer-Mode too); Manual: not by itself, whatever else is said
 *     Call-Info: <sip:pbx>;answer-after=3                 Asterisk, Snom, Grandstream; also without the address
 *     Alert-Info: <http://pbx>;info=alert-autoanswer      Snom, Yealink, Grandstream; `;delay=3`
 *     Alert-Info: Auto Answer · Ring Answer · intercom    Polycom and Yealink, as the value or as `info=`
 */
export function readAnswerAfter(message: Headers): number | undefined {
  const modes = ['Answer-Mode', 'Priv-Answer-Mode'].flatMap((name) => all(message, name));
  if (modes.some((mode) => /^\s*manual\b/i.test(mode))) return undefined;
  for (const value of all(message, 'Call-Info')) {
    const seconds = /(?:^|[;\s\\])answer-after\s*=\s*"?(\d{1,4})/i.exec(parametersOf(value))?.[1];
    if (seconds !== undefined) return Math.min(Number(seconds), LONGEST_S);
  }
  for (const value of all(message, 'Alert-Info')) {
    const parameters = parametersOf(value);
    if (!/(?:auto|ring)[\s_-]*answer|\bintercom\b/i.test(parameters)) continue;
    return Math.min(Number(/[;\s]delay\s*=\s*"?(\d{1,4})/i.exec(parameters)?.[1] ?? 0), LONGEST_S);
  }
  return modes.some((mode) => /^\s*auto\b/i.test(mode)) ? 0 : undefined;
}

function all(message: Headers, name: string): readonly string[] {
  return message.getHeaders?.(name) ?? [message.getHeader(name) ?? ''];
}

/** Without addresses: what stands in them asks for nothing. */
function parametersOf(value: string): string {
  return value.replace(/<[^>]*>/g, '');
}
