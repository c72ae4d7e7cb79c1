import { ItError, type ErrorCode } from '../../it-error.js';
import type { Attention } from '../browser/page-life.js';

/** Goes up with every change of what tabs tell each other: two versions of the widgets may be open side by side. */
export const PROTOCOL = 1;

/** An {@link ItError} as data. Its cause stays in the tab where it happened. */
export interface WrittenError {
  readonly code: ErrorCode;
  readonly field?: string;
  readonly value?: string;
  readonly expected?: string;
}

/**
 * What tabs of one account tell each other. `from`: the tab; `epoch`: of the owner that it follows or is.
 *
 * other → owner   arrived, tick, asked        owner → others   owned, tock, told
 * whoever was asked → who asked   answered           all → all        attention, left, signed-out
 */
export type TabMessage = { readonly from: string; readonly epoch: number } & (
  | { readonly type: 'arrived'; readonly attention: Attention }
  | { readonly type: 'attention'; readonly attention: Attention }
  | { readonly type: 'left' }
  | { readonly type: 'owned' }
  | { readonly type: 'tick' }
  | { readonly type: 'tock' }
  /** A fact of one topic; without `to` for everybody. */
  | { readonly type: 'told'; readonly topic: string; readonly data: unknown; readonly to?: string }
  /** Without `to` for the owner. */
  | { readonly type: 'asked'; readonly topic: string; readonly ask: string; readonly data: unknown; readonly to?: string }
  | { readonly type: 'answered'; readonly ask: string; readonly data?: unknown; readonly error?: WrittenError; readonly to: string }
  | { readonly type: 'signed-out' }
);

type Field = 'string' | 'number' | 'attention' | 'any' | 'string?' | 'error?';

const FIELDS: Record<TabMessage['type'], Readonly<Record<string, Field>>> = {
  arrived: { attention: 'attention' },
  attention: { attention: 'attention' },
  left: {},
  owned: {},
  tick: {},
  tock: {},
  told: { topic: 'string', data: 'any', to: 'string?' },
  asked: { topic: 'string', ask: 'string', data: 'any', to: 'string?' },
  answered: { ask: 'string', data: 'any', error: 'error?', to: 'string' },
  'signed-out': {},
};

/** What came over the channel: a message of ours, one of another version of the widgets (only its type is sure), or neither. */
export type ReadMessage =
  { readonly kind: 'ours'; readonly message: TabMessage } | { readonly kind: 'foreign'; readonly type: string } | { readonly kind: 'unreadable' };

export function writeMessage(message: TabMessage): unknown {
  return { v: PROTOCOL, ...message };
}

export function readMessage(data: unknown): ReadMessage {
  if (!isRecord(data) || typeof data['v'] !== 'number' || typeof data['type'] !== 'string') return { kind: 'unreadable' };
  if (data['v'] !== PROTOCOL) return { kind: 'foreign', type: data['type'] };
  const fields = (FIELDS as Record<string, Readonly<Record<string, Field>> | undefined>)[data['type']];
  const whole =
    fields !== undefined &&
    typeof data['from'] === 'string' &&
    typeof data['epoch'] === 'number' &&
    Object.entries(fields).every(([name, field]) => holds(data[name], field));
  return whole ? { kind: 'ours', message: data as unknown as TabMessage } : { kind: 'unreadable' };
}

export function writeError(thrown: unknown): WrittenError {
  const { code, field, value, expected } = ItError.from(thrown, 'line-offline');
  return { code, ...(field !== undefined && { field }), ...(value !== undefined && { value }), ...(expected !== undefined && { expected }) };
}

export function readError({ code, ...detail }: WrittenError): ItError {
  return new ItError(code, detail);
}

function holds(value: unknown, field: Field): boolean {
  switch (field) {
    case 'any':
      return true;
    case 'string?':
      return value === undefined || typeof value === 'string';
    case 'error?':
      return value === undefined || (isRecord(value) && typeof value['code'] === 'string');
    case 'attention':
      return isRecord(value) && typeof value['visible'] === 'boolean' && typeof value['focusedAt'] === 'number' && typeof value['activated'] === 'boolean';
    default:
      return typeof value === field;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
