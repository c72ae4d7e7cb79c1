import { Headset, hasWebHid } from './adapters/browser/headset.js';
import { MediaKeys } from './adapters/browser/media-keys.js';
import { PageBadge } from './adapters/browser/page-badge.js';
import { followShortcuts } from './adapters/browser/page-shortcuts.js';
import { RingNotification, type RingNotice } from './adapters/browser/ring-notification.js';
import { after } from './adapters/browser/timer.js';
import { followAutoWork } from './agent/auto-work-end.js';
import type { Agent } from './agent/agent.js';
import type { BrowserDevices } from './adapters/media/browser-devices.js';
import type { ItConfig } from './config/config.js';
import type { Contacts } from './contacts/contacts.js';
import type { DevicesStore } from './devices/devices.js';
import { callerLine, callerOf } from './elements/call/caller.js';
import type { Words } from './i18n/ja.js';
import { localeAt, wordsOf } from './i18n/localize.js';
import { isLive, isMissed, isRingingHere, type Call } from './phone/call.js';
import type { Phone } from './phone/phone.js';
import { oldestRinging } from './phone/phone-state.js';

export interface AttentionSurroundings {
  readonly config: ItConfig;
  readonly phone: Phone;
  readonly agent: Agent;
  readonly contacts: Contacts;
  readonly devices: DevicesStore;
  readonly browser: BrowserDevices;
  /** Whether this tab does what is done once per browser, and whether it is the one that rings. */
  readonly tabs: { readonly leads: () => boolean; readonly rings: () => boolean };
  readonly root: () => Element;
}

/**
 * The part of the composition root that sees to it that a ring is not missed outside the elements: on the desktop, in the page's title and icon, by keys of
 * the page and of the system, and by the headset. Returns its stop, which leaves everything as the host has it.
 */
export function followAttention(around: AttentionSurroundings): () => void {
  const { config, phone, contacts, devices, tabs, browser } = around;
  const { notification: click = 'focus', pageBadge = true, shortcuts = {} } = config.phone ?? {};
  const acts = actsOf(phone);
  const badge = new PageBadge();
  const desktop = new RingNotification((callId) => {
    if (click === 'answer') void phone.answer(callId).catch(() => undefined);
  });
  const mediaKeys = new MediaKeys({ hangUp: () => void acts.hangUp(), toggleMute: () => void acts.mute() });
  const headset = hasWebHid()
    ? new Headset({
        offHook: () => void acts.answer(),
        onHook: () => void acts.hangUp(),
        hook: () => void (acts.answer() || acts.hangUp()),
        toggleMute: () => void acts.mute(),
        connected: (name) => devices.apply({ type: 'headset-changed', headset: name === undefined ? { state: 'none' } : { state: 'connected', name } }),
      })
    : undefined;
  if (headset) {
    browser.requestHeadset = () => headset.request();
    devices.apply({ type: 'headset-changed', headset: { state: 'none' } });
  }
  let words: Words | undefined;
  let seenAt = Date.now();
  let stopped = false;

  const draw = (): void => {
    if (stopped) return;
    if (document.hasFocus()) seenAt = Date.now();
    const { calls, activeCallId } = phone.snapshot;
    const all = [...calls, ...contacts.snapshot.deskCalls];
    const rings = all.find(isRingingHere);
    if (rings && !words)
      void wordsOf(localeAt(around.root(), config.locale)).then(
        (loaded) => ((words = loaded), draw()),
        () => undefined,
      );
    const notice = rings && words && noticeOf(rings, words);
    const missed = all.filter((call) => isMissed(call) && (call.endedAt ?? 0) > seenAt).length;
    if (pageBadge) badge.show({ ...(notice && { ringing: notice.title }), missed });
    const mine = tabs.leads();
    desktop.show(mine && click !== 'off' && !document.hasFocus() ? notice : undefined);
    const talking = calls.find((call) => call.id === activeCallId && call.phase === 'active');
    mediaKeys.show(mine ? talking?.muted : undefined);
    headset?.show(
      { ring: mine && rings !== undefined, offHook: mine && calls.some((call) => isLive(call) && !isRingingHere(call)), mute: mine && talking?.muted === true },
      mine,
    );
  };
  const noticeOf = (call: Call, said: Words): RingNotice => {
    const caller = callerOf(call, contacts.snapshot.contacts, said);
    const body = [caller.number, caller.company, said.incoming[call.kind ?? 'external']].filter(Boolean).join('\n');
    return { callId: call.id, title: callerLine(caller), body, lang: localeAt(around.root(), config.locale) };
  };

  const stops = [
    phone.subscribe(draw),
    contacts.subscribe(draw),
    followAutoWork(around.agent, () => void (tabs.rings() && browser.tick()), { now: Date.now, after }),
    followShortcuts(shortcuts, (command) => acts[command]()),
    listen(['focus', 'blur', 'pageshow'], () => draw()),
  ];
  draw();
  return () => {
    stopped = true;
    for (const stop of stops) stop();
    badge.show({ missed: 0 });
    desktop.show(undefined);
    mediaKeys.show(undefined);
    void headset?.stop();
  };
}

/** What keys and headsets can do as things stand; false where there is nothing to do it with. That a command fails is drawn from the snapshot. */
function actsOf(phone: Phone): Record<'answer' | 'reject' | 'hangUp' | 'mute' | 'hold', () => boolean> {
  const run = (call: Call | undefined, command: (call: Call) => Promise<void>): boolean => {
    if (!call) return false;
    void command(call).catch(() => undefined);
    return true;
  };
  const ringing = (): Call | undefined => oldestRinging(phone.snapshot);
  const active = (): Call | undefined => phone.snapshot.calls.find((call) => call.id === phone.snapshot.activeCallId && isLive(call));
  const talking = (): Call | undefined => (active()?.phase === 'active' ? active() : undefined);
  return {
    answer: () => run(ringing(), ({ id }) => phone.answer(id)),
    reject: () => run(ringing(), ({ id }) => phone.reject(id)),
    hangUp: () => run(active(), () => phone.hangUp()),
    mute: () => run(talking(), ({ muted }) => phone.setMuted(!muted)),
    hold: () => run(talking(), ({ hold }) => phone.setHold(!hold.local)),
  };
}

function listen(types: readonly string[], heard: () => void): () => void {
  for (const type of types) addEventListener(type, heard);
  return () => types.forEach((type) => removeEventListener(type, heard));
}
