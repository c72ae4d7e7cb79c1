import type { Audience } from './connect.js';
import type { Call } from './phone/call.js';

/** Tells the host once of every call that has ended between two snapshots, where it wants to log them. */
export function logEnded(audience: Audience, before: readonly Call[], after: readonly Call[]): void {
  const log = audience.logCall();
  if (!log) return;
  for (const call of after) {
    const known = before.find((candidate) => candidate.id === call.id);
    if (call.phase !== 'ended' || known?.phase === 'ended') continue;
    // The host's own failure is the host's to see: reported as its page reports errors.
    Promise.resolve()
      .then(() => log(call))
      .catch(reportError);
  }
}
