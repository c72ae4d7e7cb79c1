import type { Call } from '../phone/call.js';
import type { LineStatus } from '../phone/phone-state.js';
import { isCallCode } from './status-code.js';

/** `call-here`: this phone has a call that the server's status knows nothing of · `call-there`: the server sees a call, this phone has none. */
export type Disagreement = 'call-here' | 'call-there';

/**
 * How the phone and the server's status contradict each other. Both are shown as they are and neither is corrected by the other: each may be right.
 * Normal for a moment at every begin and end of a call, so a caller lets some seconds pass before it is news.
 */
export function disagreementOf(code: number | undefined, { line, calls }: { line: LineStatus; calls: readonly Call[] }): Disagreement | undefined {
  if (code === undefined) return undefined;
  const calling = calls.some((call) => call.phase !== 'ended');
  if (calling === isCallCode(code)) return undefined;
  if (calling) return 'call-here';
  // A phone without its line does not know what rings or talks there.
  return line.state === 'registered' ? 'call-there' : undefined;
}
