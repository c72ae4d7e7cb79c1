import { isLive, type Call, type CallEnd, type Peer, type Transfer } from './call.js';

/**
 * What two calls of one agent have to do with each other: a call and the consultation about it, and the parties of a conference.
 * Pure; every function returns the same array when nothing changed.
 */

export type TransferEvent =
  /** The PBX was asked (REFER, RFC 3515); without a target, for who is consulted. */
  | { type: 'transfer-started'; id: string; target?: Peer }
  /** The target rings. */
  | { type: 'transfer-progressed'; id: string }
  /** The target did not take the call; it goes on with the agent. */
  | { type: 'transfer-refused'; id: string; refusal: CallEnd };

/** A transfer that is not decided: no second one may begin. */
export function isUnderWay(transfer: Transfer | undefined): boolean {
  return transfer?.state === 'consulting' || transfer?.state === 'transferring';
}

/** Calls that are one conversation with `call`, itself included. */
export function partiesOf(calls: readonly Call[], call: Call): readonly Call[] {
  return call.conference ? calls.filter((other) => other.conference && isLive(other)) : [call];
}

/** `consultation` was dialled to ask whether its party takes the call `about`. */
export function beginConsultation(calls: readonly Call[], consultation: Call, about: string | undefined): readonly Call[] {
  return changeOne(calls, about, (call) => ({ ...call, transfer: { state: 'consulting', target: consultation.peer, consultationId: consultation.id } }));
}

/** A transfer goes on. That it was refused is said of a call that ended with it too: the PBX may have let the party go. */
export function changeTransfer(calls: readonly Call[], event: TransferEvent): readonly Call[] {
  return changeOne(calls, event.id, (call) => {
    const { transfer } = call;
    switch (event.type) {
      case 'transfer-started': {
        if (!isLive(call)) return call;
        if (event.target) return { ...call, transfer: { state: 'transferring', target: event.target } };
        return transfer?.state === 'consulting' ? { ...call, transfer: { ...transfer, state: 'transferring' } } : call;
      }
      case 'transfer-progressed':
        return transfer?.state === 'transferring' && !transfer.ringing ? { ...call, transfer: { ...transfer, ringing: true } } : call;
      case 'transfer-refused': {
        const consultation = calls.find((other) => other.id === transfer?.consultationId);
        if (!transfer) return call;
        // The target is still talked with: the consultation goes on.
        if (consultation && isLive(consultation)) return { ...call, transfer: { ...consultationOf(transfer), state: 'consulting', target: transfer.target } };
        return { ...call, transfer: { state: 'refused', target: transfer.target, refusal: event.refusal } };
      }
    }
  });
}

/** All of these calls are one conversation; whoever was consulted is part of it and no longer asked. */
export function merge(calls: readonly Call[], ids: readonly string[]): readonly Call[] {
  const parties = calls.filter((call) => ids.includes(call.id) && isLive(call));
  if (parties.length < 2 || parties.every((call) => call.conference && !call.transfer)) return calls;
  return calls.map((call) => (parties.includes(call) ? { ...withoutTransfer(call), conference: true } : call));
}

/** What `ended` leaves behind: a transfer done or without its consultation, a conference of one that is none. */
export function afterEnd(calls: readonly Call[], ended: Call): readonly Call[] {
  const party = calls.filter((call) => call.conference && isLive(call));
  return calls.map((call) => {
    if (call.id === ended.id) return settled(call);
    if (call.conference && isLive(call) && party.length < 2) return withoutConference(call);
    if (call.transfer?.state === 'consulting' && call.transfer.consultationId === ended.id) return withoutConsultation(call, ended.end);
    return call;
  });
}

/** The agent talks with the party again: that a transfer was refused is past. */
export function forgetRefusal(call: Call): Call {
  return call.transfer?.state === 'refused' ? withoutTransfer(call) : call;
}

function settled(call: Call): Call {
  const { transfer } = call;
  const rest = withoutConference(withoutTransfer(call));
  if (!transfer) return rest;
  if (call.end?.reason === 'transferred') return { ...rest, transfer: { state: 'done', target: transfer.target } };
  return transfer.state === 'transferring' ? { ...rest, transfer } : rest;
}

/** The agent ended the consultation: no transfer. The target did, or never answered: said as its refusal. */
function withoutConsultation(call: Call, end: CallEnd | undefined): Call {
  if (!call.transfer || !end || end.side === 'local') return withoutTransfer(call);
  return { ...call, transfer: { state: 'refused', target: call.transfer.target, refusal: end } };
}

function consultationOf(transfer: Transfer | undefined): Pick<Transfer, 'consultationId'> {
  return transfer?.consultationId === undefined ? {} : { consultationId: transfer.consultationId };
}

function withoutTransfer(call: Call): Call {
  if (!call.transfer) return call;
  const { transfer: _transfer, ...rest } = call;
  return rest;
}

function withoutConference(call: Call): Call {
  if (!call.conference) return call;
  const { conference: _conference, ...rest } = call;
  return rest;
}

function changeOne(calls: readonly Call[], id: string | undefined, change: (call: Call) => Call): readonly Call[] {
  const call = calls.find((candidate) => candidate.id === id);
  const next = call && change(call);
  return next === call ? calls : calls.map((other) => (other === call && next ? next : other));
}
