import type { Ring } from '../src/adapters/memory/memory-line.js';
import type { CallEvent } from '../src/contacts/call-event.js';
import { KNOWN, type MemoryProvider } from './memory-provider.js';

export const QUEUE_CALL: Ring = { peer: { number: KNOWN }, kind: 'acd', queue: '700', groupCode: 'G01', linkedId: 'L1' };
export const STRANGER: Ring = { peer: { number: '0312345678' }, kind: 'external' };
export const COLLEAGUE: Ring = { peer: { number: '1002', name: '鈴木一郎' }, kind: 'internal' };
export const WITHHELD: Ring = { peer: { number: 'anonymous' }, kind: 'external' };

/** What ami-manager writes about {@link QUEUE_CALL}. */
export const DOCUMENT: CallEvent = {
  linkedId: 'L1',
  direction: 'in',
  kind: 'acd',
  caller: { number: KNOWN },
  called: { number: '700' },
  groupCode: 'G01',
  groupName: 'ご注文窓口',
  queue: '700',
  extensions: ['1001'],
  callIds: [],
  state: 'ringing',
  startedAt: Date.now(),
};

/** Epoch ms of so many seconds ago. */
export function ago(seconds: number): number {
  return Date.now() - seconds * 1000;
}

/** It rings; returns the call's id. */
export function rings({ line }: Pick<MemoryProvider, 'line'>, ring: Ring): string {
  const id = line.rings(ring);
  if (id === undefined) throw new Error('the call may not ring here');
  return id;
}

/** They have talked for 4:32; returns the call's id. */
export function talks({ line, phone }: Pick<MemoryProvider, 'line' | 'phone'>, ring: Ring = QUEUE_CALL): string {
  const id = rings({ line }, { ...ring, at: ago(280) });
  phone.apply({ type: 'call-answering', id });
  line.farAnswers(id, ago(272));
  return id;
}
