import { isLive, isRingingHere, type Call } from './call.js';
import type { PhoneEvent, PhoneSnapshot } from './phone-state.js';

/** The agent hears the tone that announces it before the microphone opens, ms. */
export const ANNOUNCED_MS = 800;

export interface AutoAnswerOptions {
  /** True: every call; undefined: those whose INVITE asks for it; false: none. */
  readonly enabled: boolean | undefined;
  readonly snapshot: () => PhoneSnapshot;
  readonly apply: (event: PhoneEvent) => void;
  readonly answer: (id: string) => Promise<void>;
  /** Whether the microphone opens without a prompt. */
  readonly microphoneGranted: () => Promise<boolean>;
  readonly now: () => number;
}

/**
 * Answers calls by itself: never beside another call, and not where the microphone would first have to be allowed; such a call rings on and the agent is told.
 * A call that is going to be answered says so (`Call.answersAt`), so that it can be seen and heard.
 */
export class AutoAnswer {
  readonly #options: AutoAnswerOptions;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(options: AutoAnswerOptions) {
    this.#options = options;
  }

  /** A call rings; `askedAfterS`: its INVITE asks to be answered after so many seconds. */
  async rings(id: string, askedAfterS: number | undefined): Promise<void> {
    const { enabled, apply, microphoneGranted, now } = this.#options;
    if (enabled === false || (enabled !== true && askedAfterS === undefined) || !this.#alone(id)) return;
    const waitMs = Math.max((askedAfterS ?? 0) * 1000, ANNOUNCED_MS);
    if (!(await microphoneGranted())) {
      if (this.#alone(id)) apply({ type: 'command-failed', code: 'microphone-denied', callId: id, at: now() });
      return;
    }
    if (!this.#alone(id)) return;
    apply({ type: 'call-answers-itself', id, answersAt: now() + waitMs });
    this.#timers.set(
      id,
      setTimeout(() => this.#due(id), waitMs),
    );
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #due(id: string): void {
    this.#timers.delete(id);
    // What fails is told by the command itself.
    if (this.#alone(id)) void this.#options.answer(id).catch(() => undefined);
    else if (this.#find(id)) this.#options.apply({ type: 'call-answers-itself', id, answersAt: undefined });
  }

  /** It rings, and nothing else is going on. */
  #alone(id: string): boolean {
    return this.#find(id) !== undefined && !this.#options.snapshot().calls.some((call) => call.id !== id && isLive(call) && !isRingingHere(call));
  }

  #find(id: string): Call | undefined {
    return this.#options.snapshot().calls.find((call) => call.id === id && isRingingHere(call));
  }
}
