import type { ErrorCode } from '../it-error.js';
import { isFeatureCode, numberKey, type Region } from '../phone-number.js';
import { isLive, isRingingHere, nextPhase, type Call, type CallEnd, type CallKind, type Direction, type Peer, type PhaseStep } from './call.js';
import { settled, withFact, type CallFact } from './call-facts.js';
import { afterEnd, beginConsultation, changeTransfer, merge, type TransferEvent } from './joined-calls.js';
import type { QualitySummary } from './quality.js';

/**
 * `off` not started or signed out · `connecting` first try · `registered` Asterisk has our contact · `lost` retrying by itself ·
 * `refused` will not retry until something changes (see `reason`) · `elsewhere` the same extension was registered by another browser
 */
export type LineState = 'off' | 'connecting' | 'registered' | 'lost' | 'refused' | 'elsewhere';

export interface LineStatus {
  readonly state: LineState;
  readonly reason?: ErrorCode;
  /** The WebSocket's address that `reason` is about. */
  readonly server?: string;
  /** Epoch ms of the last change. */
  readonly since: number;
}

/** The last command that failed, for the display; goes with the next command that works or when dismissed. */
export interface Problem {
  readonly code: ErrorCode;
  readonly callId?: string;
  readonly at: number;
}

export interface PhoneSnapshot {
  readonly line: LineStatus;
  /** Oldest first. Ended calls stay until dismissed, at most {@link ENDED_KEPT} of them. */
  readonly calls: readonly Call[];
  /** The dialling, answering or talking call that is worked on; never an unanswered incoming one. */
  readonly activeCallId?: string;
  /** Numbers dialled since sign-in, the last first, each once, at most {@link DIALLED_KEPT}. Kept in memory only: they are personal data of whoever has them. */
  readonly dialled?: readonly string[];
  /** Which tab holds the line. */
  readonly owner: 'here' | 'other-tab';
  readonly problem?: Problem;
}

/** Facts about the line and its calls, plain data. `at` is epoch ms. */
export type PhoneEvent =
  | { type: 'line-changed'; state: LineState; reason?: ErrorCode; server?: string; at: number }
  | { type: 'call-dialed'; id: string; peer: Peer; kind?: CallKind; sipCallId: string; consults?: string; at: number }
  | {
      type: 'call-offered';
      id: string;
      peer: Peer;
      kind: CallKind;
      sipCallId: string;
      linkedId?: string;
      groupCode?: string;
      queue?: string;
      answerAfter?: number;
      at: number;
    }
  | { type: 'call-progressed'; id: string; earlyMedia: boolean }
  | { type: 'call-answering'; id: string }
  | { type: 'call-answer-failed'; id: string }
  | { type: 'call-connected'; id: string; at: number }
  | CallFact
  /** More became known: by header, P-Asserted-Identity or the call's document, found by any of the ids. */
  | { type: 'call-described'; id?: string; linkedId?: string; sipCallIds?: readonly string[]; peer?: Peer; kind?: CallKind; groupCode?: string; queue?: string }
  | { type: 'call-selected'; id: string }
  | TransferEvent
  /** Every party hears the others. */
  | { type: 'calls-merged'; ids: readonly string[] }
  | { type: 'call-ended'; id: string; end: CallEnd; quality?: QualitySummary; at: number }
  | { type: 'call-dismissed'; id: string }
  | { type: 'command-failed'; code: ErrorCode; callId?: string; at: number }
  | { type: 'problem-dismissed' }
  /** A call of an earlier page or another tab goes on here, in the phase that it was in. */
  | { type: 'call-restored'; call: Call }
  /** The next page's dialog took the place of the one before (RFC 3891). */
  | { type: 'call-dialog-replaced'; id: string; sipCallId: string }
  /** The line's whole state as the tab has it that owns the line; the last problem stays each tab's own. */
  | { type: 'replaced'; snapshot: Omit<PhoneSnapshot, 'problem'> }
  | { type: 'owner-changed'; owner: PhoneSnapshot['owner'] };

/** Ended calls that are kept for the display; older ones go first. */
export const ENDED_KEPT = 10;
export const DIALLED_KEPT = 10;

export const PHONE_OFF: PhoneSnapshot = { line: { state: 'off', since: 0 }, calls: [], owner: 'here' };

/** A transition that the table does not have: a defect of an adapter, reported and not obeyed. */
export type Defect = (event: PhoneEvent, call: Call | undefined) => void;

/** Builds the pure reducer. `defect` hears of events that make no sense; the snapshot stays as it is. Numbers are one by the plan of `region`. */
export function phoneReducer(defect: Defect, region: Region = 'JP'): (state: PhoneSnapshot, event: PhoneEvent) => PhoneSnapshot {
  return (state, event) => {
    switch (event.type) {
      case 'replaced':
        return replace(state, event.snapshot);
      case 'owner-changed':
        return state.owner === event.owner ? state : { ...state, owner: event.owner };
      case 'call-restored':
        return restore(state, event.call);
      case 'call-dialog-replaced': {
        const call = findCall(state, event.id);
        return call && call.sipCallId !== event.sipCallId ? put(state, { ...call, sipCallId: event.sipCallId }) : state;
      }
      case 'line-changed':
        return changeLine(state, event);
      case 'command-failed':
        return { ...state, problem: { code: event.code, at: event.at, ...(event.callId !== undefined && { callId: event.callId }) } };
      case 'problem-dismissed':
        return without(state, 'problem');
      case 'call-dialed':
      case 'call-offered':
        return begin(state, event, defect, region);
      case 'call-described':
        return describe(state, event);
      case 'calls-merged':
        return withCalls(state, merge(state.calls, event.ids));
      case 'transfer-started':
      case 'transfer-progressed':
      case 'transfer-refused':
        return withCalls(state, changeTransfer(state.calls, event));
      default:
        return change(state, event, defect);
    }
  };
}

/** The call by its id. */
export function findCall(state: PhoneSnapshot, id: string): Call | undefined {
  return state.calls.find((call) => call.id === id);
}

/** The oldest call that rings here unanswered. */
export function oldestRinging(state: PhoneSnapshot): Call | undefined {
  return state.calls.find(isRingingHere);
}

function changeLine(state: PhoneSnapshot, { type: _type, at, ...line }: Extract<PhoneEvent, { type: 'line-changed' }>): PhoneSnapshot {
  if (state.line.state === line.state && state.line.reason === line.reason && state.line.server === line.server) return state;
  const next = { ...state, line: { ...line, since: at } };
  // What could not be done without a line can be done now.
  return line.state === 'registered' && state.problem?.code === 'line-offline' ? without(next, 'problem') : next;
}

/** What did not change stays the same object, although everything came anew: elements and events compare by identity. */
function replace(state: PhoneSnapshot, { line, calls, activeCallId, dialled, owner }: Omit<PhoneSnapshot, 'problem'>): PhoneSnapshot {
  const next: PhoneSnapshot = {
    line: same(line, state.line) ? state.line : line,
    calls: calls.map((call) => {
      const known = findCall(state, call.id);
      return known && same(known, call) ? known : call;
    }),
    ...(activeCallId !== undefined && { activeCallId }),
    ...(dialled && { dialled: same(dialled, state.dialled) ? state.dialled : dialled }),
    owner,
    ...(state.problem && { problem: state.problem }),
  };
  const sameCalls = next.calls.length === state.calls.length && next.calls.every((call, index) => call === state.calls[index]);
  if (sameCalls && next.line === state.line && next.activeCallId === state.activeCallId && next.owner === state.owner && next.dialled === state.dialled)
    return state;
  return sameCalls ? { ...next, calls: state.calls } : next;
}

/** A call that is known here already keeps what is known of it. */
function restore(state: PhoneSnapshot, call: Call): PhoneSnapshot {
  if (findCall(state, call.id)) return state;
  const next = { ...state, calls: [...state.calls, call] };
  if (!isLive(call) || isRingingHere(call)) return next;
  const active = state.activeCallId === undefined ? undefined : findCall(state, state.activeCallId);
  return !active || active.hold.local ? withActive(next, call.id) : next;
}

function begin(state: PhoneSnapshot, event: Extract<PhoneEvent, { type: 'call-dialed' | 'call-offered' }>, defect: Defect, region: Region): PhoneSnapshot {
  const known = findCall(state, event.id);
  if (known) {
    defect(event, known);
    return state;
  }
  const direction: Direction = event.type === 'call-dialed' ? 'out' : 'in';
  const { type: _type, at, consults, answerAfter: _answerAfter, ...facts } = { consults: undefined, answerAfter: undefined, ...event };
  const call: Call = {
    ...facts,
    direction,
    phase: direction === 'out' ? 'dialing' : 'ringing',
    muted: false,
    hold: { local: false, remote: false },
    startedAt: at,
  };
  const next = { ...without(state, 'problem'), calls: [...beginConsultation(state.calls, call, consults), call] };
  return direction === 'out' ? { ...next, activeCallId: call.id, dialled: remember(state.dialled ?? [], call.peer.number, region) } : next;
}

function remember(dialled: readonly string[], number: string, region: Region): readonly string[] {
  const key = numberKey(number, region);
  return isFeatureCode(number) ? dialled : [number, ...dialled.filter((other) => numberKey(other, region) !== key)].slice(0, DIALLED_KEPT);
}

const STEPS: Partial<Record<PhoneEvent['type'], PhaseStep>> = {
  'call-progressed': 'progressed',
  'call-answering': 'answering',
  'call-answer-failed': 'answer-failed',
  'call-connected': 'connected',
  'call-ended': 'ended',
};

type CallChange = Extract<
  PhoneEvent,
  {
    type: 'call-progressed' | 'call-answering' | 'call-answer-failed' | 'call-connected' | CallFact['type'] | 'call-selected' | 'call-ended' | 'call-dismissed';
  }
>;

function change(state: PhoneSnapshot, event: CallChange, defect: Defect): PhoneSnapshot {
  const call = findCall(state, event.id);
  if (!call) {
    // A call that was dismissed or dropped as old may still hear late events.
    if (event.type !== 'call-dismissed') defect(event, undefined);
    return state;
  }
  if (event.type === 'call-dismissed') return isLive(call) ? state : { ...state, calls: state.calls.filter((other) => other !== call) };
  if (!isLive(call)) {
    defect(event, call);
    return state;
  }
  if (event.type === 'call-selected') return isRingingHere(call) ? state : withActive(state, call.id);
  switch (event.type) {
    case 'call-held':
    case 'call-muted':
    case 'call-announced':
    case 'call-answers-itself':
    case 'call-measured': {
      const known = withFact(call, event);
      const next = known === call ? state : put(state, known);
      return event.type === 'call-announced' && event.announced === 'failed'
        ? { ...next, problem: { code: 'announcement-failed', callId: call.id, at: event.at } }
        : next;
    }
    default:
      return step(state, call, event, defect);
  }
}

function step(state: PhoneSnapshot, call: Call, event: CallChange, defect: Defect): PhoneSnapshot {
  const name = STEPS[event.type];
  const phase = name && nextPhase(call.direction, call.phase, name);
  if (!phase) {
    defect(event, call);
    return state;
  }
  switch (event.type) {
    case 'call-connected':
      return withActive(put(state, { ...settled(call), phase, answeredAt: event.at }), state.activeCallId ?? call.id);
    case 'call-answering':
      return withActive(put(state, { ...call, phase }), call.id);
    case 'call-answer-failed':
      return withoutActive(put(state, { ...call, phase }), call.id);
    case 'call-ended': {
      const ended: Call = {
        ...settled(call),
        phase,
        endedAt: event.at,
        end: event.end,
        hold: { local: false, remote: false },
        ...(event.quality && { qualitySummary: event.quality }),
      };
      return withoutActive(dropOldEnded(withCalls(state, afterEnd(put(state, ended).calls, ended))), call.id);
    }
    case 'call-progressed': {
      const earlyMedia = event.earlyMedia || call.earlyMedia === true;
      if (phase === call.phase && earlyMedia === (call.earlyMedia === true)) return state;
      return put(state, { ...call, phase, ...(earlyMedia && { earlyMedia }) });
    }
    default:
      return state;
  }
}

function describe(state: PhoneSnapshot, event: Extract<PhoneEvent, { type: 'call-described' }>): PhoneSnapshot {
  const call = state.calls.find(
    (candidate) =>
      candidate.id === event.id ||
      (candidate.sipCallId !== undefined && event.sipCallIds?.includes(candidate.sipCallId)) ||
      (candidate.linkedId !== undefined && candidate.linkedId === event.linkedId),
  );
  if (!call) return state;
  const facts = { linkedId: event.linkedId, peer: event.peer, kind: event.kind, groupCode: event.groupCode, queue: event.queue };
  const news = Object.entries(facts).filter(([key, value]) => value !== undefined && !same(value, call[key as keyof Call]));
  return news.length === 0 ? state : put(state, { ...call, ...Object.fromEntries(news) });
}

/** Plain data that says the same; in which order its keys were written says nothing. */
export function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key as keyof typeof a], b[key as keyof typeof b]));
}

function withCalls(state: PhoneSnapshot, calls: readonly Call[]): PhoneSnapshot {
  return calls === state.calls ? state : { ...state, calls };
}

function put(state: PhoneSnapshot, call: Call): PhoneSnapshot {
  return { ...state, calls: state.calls.map((other) => (other.id === call.id ? call : other)) };
}

function withActive(state: PhoneSnapshot, id: string): PhoneSnapshot {
  return state.activeCallId === id ? state : { ...state, activeCallId: id };
}

/** `id` is no longer worked on: another talking call takes its place, one that is not on hold first. */
function withoutActive(state: PhoneSnapshot, id: string): PhoneSnapshot {
  if (state.activeCallId !== id) return state;
  const others = state.calls.filter((call) => call.id !== id && isLive(call) && !isRingingHere(call));
  const successor = others.find((call) => !call.hold.local) ?? others[0];
  return successor ? { ...state, activeCallId: successor.id } : without(state, 'activeCallId');
}

function dropOldEnded(state: PhoneSnapshot): PhoneSnapshot {
  const ended = state.calls.filter((call) => !isLive(call));
  const old = new Set(ended.slice(0, Math.max(0, ended.length - ENDED_KEPT)));
  return old.size === 0 ? state : { ...state, calls: state.calls.filter((call) => !old.has(call)) };
}

function without(state: PhoneSnapshot, key: 'problem' | 'activeCallId'): PhoneSnapshot {
  if (state[key] === undefined) return state;
  const { [key]: _gone, ...rest } = state;
  return rest;
}
