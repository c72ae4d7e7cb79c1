import { html, nothing, type TemplateResult } from 'lit';
import type { AccountSnapshot } from '../../config/config.js';
import type { DevicesSnapshot } from '../../devices/devices-state.js';
import type { Words } from '../../i18n/ja.js';
import type { ErrorCode } from '../../it-error.js';
import type { PhoneSnapshot } from '../../phone/phone-state.js';
import { notice, type NoticeDetail } from '../notice.js';

interface Trouble extends NoticeDetail {
  readonly code: ErrorCode;
}

/** What the agent can do about a trouble. */
export interface TroubleActions {
  /** Takes the last problem off the display. */
  readonly dismiss: () => void;
  /** Uses the line here although another browser does. */
  readonly takeLine: () => void;
  readonly playSound: () => void;
  readonly allowMicrophone: () => void;
  readonly dismissReplacement: () => void;
}

const SHOWN_BY_BROWSER: ReadonlySet<ErrorCode> = new Set(['certificate-untrusted', 'certificate-or-port', 'websocket-refused']);

/** Why the account cannot use the phone at all; undefined when it can. */
export function barrier({ state, error, capabilities }: AccountSnapshot): Trouble | undefined {
  if (state === 'failed') return { code: 'sign-in-failed', ...error };
  return capabilities.phone ? { code: capabilities.phone } : undefined;
}

/** Everything that is wrong at this moment, the gravest first, each code once. */
export function troublesOf(
  account: AccountSnapshot,
  phone: PhoneSnapshot,
  audio: DevicesSnapshot | undefined,
  words: Words,
  { dismiss, takeLine, ...actions }: TroubleActions,
): readonly Trouble[] {
  const stop = barrier(account);
  const found: Trouble[] = stop ? [stop] : [];
  const add = (trouble: Trouble): void => void (found.some(({ code }) => code === trouble.code) || found.push(trouble));
  const { state, reason, server } = phone.line;
  if (stop === undefined) {
    if (state === 'elsewhere') add({ code: reason ?? 'line-offline', ...words.inUseElsewhere, remedy: { label: words.useHere, run: takeLine } });
    else if (reason) add({ code: reason, ...aboutServer(reason, server, words) });
    else if (state === 'lost') add({ code: 'line-offline' });
  }
  if (stop === undefined && audio) for (const trouble of audioTroubles(audio, words, actions)) add(trouble);
  const isSaid = phone.problem?.code === 'line-offline' && reason !== undefined && state === 'lost';
  if (phone.problem && !isSaid) add({ code: phone.problem.code, dismiss, ...whyNotTransferred(phone, words) });
  return found;
}

/** What is wrong with the browser's audio. */
function audioTroubles(
  { access, soundBlocked, replaced }: DevicesSnapshot,
  words: Words,
  { playSound, allowMicrophone, dismissReplacement }: Omit<TroubleActions, 'dismiss' | 'takeLine'>,
): readonly Trouble[] {
  return [
    ...(soundBlocked ? [{ code: 'sound-blocked' as const, remedy: { label: words.playSound, run: playSound } }] : []),
    ...(access === 'denied' ? [{ code: 'microphone-denied' as const }] : []),
    ...(access === 'prompt'
      ? [{ code: 'microphone-denied' as const, ...words.microphonePrompt, remedy: { label: words.allowMicrophone, run: allowMicrophone } }]
      : []),
    ...(access === 'missing' ? [{ code: 'microphone-missing' as const }] : []),
    ...(replaced ? [{ code: 'device-missing' as const, ...words.deviceGone(words[replaced.device], replaced.gone), dismiss: dismissReplacement }] : []),
  ];
}

/** Which address is meant; what browsers keep from a page, they show to whoever opens the server's own. */
function aboutServer(reason: ErrorCode, server: string | undefined, words: Words): Pick<Trouble, 'field' | 'remedy'> {
  if (server === undefined) return {};
  const page = server.replace(/^ws/, 'http').replace(/[^/]*$/, '');
  const open = (): void => void window.open(page, '_blank', 'noopener');
  return { field: server, ...(SHOWN_BY_BROWSER.has(reason) && { remedy: { label: words.openServerPage, run: open } }) };
}

/** A refused transfer says whom it was for and what became of it, where the call goes on to try again; or that nobody can tell. */
function whyNotTransferred({ problem, calls }: PhoneSnapshot, words: Words): { advice?: string } {
  if (problem?.code !== 'transfer-refused') return {};
  const refused = calls.filter(({ transfer }) => transfer?.state === 'refused');
  const call = refused.find(({ phase }) => phase === 'active') ?? refused.at(-1);
  if (!call?.transfer?.refusal) return {};
  const { target, refusal } = call.transfer;
  if (call.phase === 'active') return { advice: words.targetRefused(target.number, words.ended[refusal.reason].phase) };
  return refusal.reason === 'network-lost' ? { advice: words.transferUntold } : {};
}

/** One alert that holds them all; nothing when all is well. */
export function alerts(troubles: readonly Trouble[], words: Words): TemplateResult | typeof nothing {
  if (troubles.length === 0) return nothing;
  return html`<div role="alert">${troubles.map(({ code, ...detail }) => notice(code, words, detail))}</div>`;
}
