/** What the desktop says of a call that rings. Raw text: the system shows it as text. */
export interface RingNotice {
  readonly callId: string;
  readonly title: string;
  readonly body: string;
  readonly lang: string;
}

/**
 * One desktop notification while a call rings (Notifications API). It has no buttons: actions need a service worker, which only the page's own origin
 * can offer; a click anywhere on it is what the agent can do.
 */
export class RingNotification {
  readonly #clicked: (callId: string) => void;
  #shown: { readonly notice: RingNotice; readonly notification: Notification } | undefined;

  constructor(clicked: (callId: string) => void) {
    this.#clicked = clicked;
  }

  /** Undefined: nothing rings, or the agent looks at the page. Shown anew when more is known about the caller. */
  show(notice: RingNotice | undefined): void {
    const before = this.#shown;
    if (notice && before && JSON.stringify(before.notice) === JSON.stringify(notice)) return;
    if (!notice || before?.notice.callId !== notice.callId) before?.notification.close();
    this.#shown = undefined;
    if (!notice || !('Notification' in window) || Notification.permission !== 'granted') return;
    const { callId, title, body, lang } = notice;
    try {
      // The ring is ours: the system's own sound would be a second one.
      const notification = new Notification(title, { body, lang, tag: `it-widgets ${callId}`, requireInteraction: true, silent: true });
      notification.onclick = () => {
        window.focus();
        notification.close();
        this.#clicked(callId);
      };
      this.#shown = { notice, notification };
    } catch {
      // Android knows notifications of service workers only.
    }
  }
}
