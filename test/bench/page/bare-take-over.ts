import { UA, WebSocketInterface } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { RTCSessionEvent } from 'jssip/lib/UA';
import type { BareAccount } from './bare-jssip.js';

/**
 * JsSIP as it comes, which answers whoever calls, and after a reload does nothing but INVITE with Replaces (RFC 3891): what a take-over of ours is
 * measured against.
 */
const KEPT = 'dialog';
const MEDIA = { mediaConstraints: { audio: true, video: false } };

const { url, uri, password } = (window as unknown as { account: BareAccount }).account;
const ua = new UA({ uri, password, sockets: [new WebSocketInterface(url)], session_timers: false });
const registered = new Promise<void>((resolve) => ua.on('registered', () => resolve()));
const before = sessionStorage.getItem(KEPT);

ua.on('newRTCSession', ({ originator, session }: RTCSessionEvent) => {
  if (String(originator) !== 'remote') return;
  session.answer(MEDIA);
  keep(session);
});
ua.on('connected', () => {
  if (before === null) return;
  keep(ua.call(uri, { ...MEDIA, extraHeaders: [`Replaces: ${before}`] }));
});
ua.start();

function keep(session: RTCSession): void {
  session.on('confirmed', () => {
    const { id } = (session as unknown as { _dialog: { id: { call_id: string; local_tag: string; remote_tag: string } } })._dialog;
    sessionStorage.setItem(KEPT, `${id.call_id};to-tag=${id.remote_tag};from-tag=${id.local_tag}`);
  });
}

Object.assign(window, { registered });
