import type { ItErrorDetail } from '../it-error.js';
import type { Announced, Call } from './call.js';
import type { CallQuality } from './quality.js';
import { forgetRefusal } from './joined-calls.js';

/** What becomes known of one live call beside its phase. */
export type CallFact =
  | { type: 'call-held'; id: string; side: 'local' | 'remote'; held: boolean }
  | { type: 'call-muted'; id: string; muted: boolean }
  /** Its announcement; `failed` is shown as a problem too, `detail` says why. */
  | { type: 'call-announced'; id: string; announced: Announced; detail?: ItErrorDetail; at: number }
  /** It answers itself at this time, epoch ms; undefined: it does not after all. */
  | { type: 'call-answers-itself'; id: string; answersAt: number | undefined }
  | { type: 'call-measured'; id: string; quality: CallQuality };

/** The call with the fact; the same object when that was known. */
export function withFact(call: Call, fact: CallFact): Call {
  switch (fact.type) {
    case 'call-muted':
      return fact.muted === call.muted ? call : { ...call, muted: fact.muted };
    case 'call-held': {
      if (call.hold[fact.side] === fact.held) return call;
      const known = fact.side === 'local' && !fact.held ? forgetRefusal(call) : call;
      return { ...known, hold: { ...call.hold, [fact.side]: fact.held } };
    }
    case 'call-announced':
      return fact.announced === call.announcement ? call : { ...call, announcement: fact.announced };
    case 'call-answers-itself':
      return fact.answersAt === call.answersAt ? call : withAnswerTime(call, fact.answersAt);
    case 'call-measured':
      return { ...call, quality: fact.quality };
  }
}

/** Whatever was true only while the call was going on. */
export function settled({ answersAt: _answersAt, quality: _quality, ...call }: Call): Call {
  return call.announcement === 'playing' ? { ...call, announcement: 'stopped' } : call;
}

function withAnswerTime({ answersAt: _answersAt, ...call }: Call, answersAt: number | undefined): Call {
  return answersAt === undefined ? call : { ...call, answersAt };
}
