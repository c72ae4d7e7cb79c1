/** What the system's media controls can do with a call (Media Session, `hangup` and `togglemicrophone`). */
export interface MediaKeyCommands {
  hangUp(): void;
  toggleMute(): void;
}

/** Offers them while the agent talks; afterwards none of the page's handlers is ours. */
export class MediaKeys {
  readonly #commands: MediaKeyCommands;
  #on = false;

  constructor(commands: MediaKeyCommands) {
    this.#commands = commands;
  }

  /** `muted` of the talking call; undefined: nobody talks. */
  show(muted: boolean | undefined): void {
    const session = navigator.mediaSession as (MediaSession & { setMicrophoneActive?(active: boolean): unknown }) | undefined;
    if (!session) return;
    const on = muted !== undefined;
    if (on !== this.#on) {
      this.#on = on;
      handle(session, 'hangup', on ? () => this.#commands.hangUp() : null);
      handle(session, 'togglemicrophone', on ? () => this.#commands.toggleMute() : null);
    }
    if (on) void session.setMicrophoneActive?.(!muted);
  }
}

function handle(session: MediaSession, action: string, handler: (() => void) | null): void {
  try {
    session.setActionHandler(action as MediaSessionAction, handler);
  } catch {
    // A browser that does not know the action throws.
  }
}
