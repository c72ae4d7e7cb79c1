import type { MicrophoneAccess } from '../../devices/devices-state.js';
import type { ItError } from '../../it-error.js';

/**
 * Whether this page may use a microphone: by the Permissions API where the browser answers for microphones, by what became of the last try elsewhere.
 * Looking asks the agent nothing.
 */
export class MicrophoneAccessWatch {
  #permission: PermissionStatus | undefined;
  #tried: 'granted' | 'denied' | undefined;
  #there = true;
  #told: MicrophoneAccess = 'unknown';
  #tell: (access: MicrophoneAccess) => void = () => undefined;

  /** Until the returned function is called. */
  start(tell: (access: MicrophoneAccess) => void): () => void {
    this.#tell = tell;
    const changed = (): void => {
      this.#tried = undefined;
      this.#changed();
    };
    let stopped = false;
    navigator.permissions?.query({ name: 'microphone' }).then(
      (permission) => {
        if (stopped) return;
        this.#permission = permission;
        permission.addEventListener('change', changed);
        this.#changed();
      },
      () => undefined,
    );
    // Without https there is none to ask (Media Capture and Streams section 10.1).
    if (!(navigator.mediaDevices as MediaDevices | undefined)) this.#tried = 'denied';
    this.#changed();
    return () => {
      stopped = true;
      this.#permission?.removeEventListener('change', changed);
      this.#tell = () => undefined;
    };
  }

  get access(): MicrophoneAccess {
    const state = this.#permission?.state;
    // A prompt that was dismissed can be shown again; one that was granted may still be refused by the system.
    const permission = (this.#tried === 'denied' && state === 'prompt' ? state : this.#tried) ?? state ?? 'unknown';
    return permission !== 'denied' && !this.#there ? 'missing' : permission;
  }

  listed(there: boolean): void {
    this.#there = there;
    this.#changed();
  }

  /** What became of opening one. */
  tried(error?: ItError): void {
    if (!error) {
      this.#tried = 'granted';
      this.#there = true;
    } else if (error.code === 'microphone-denied') this.#tried = 'denied';
    this.#changed();
  }

  #changed(): void {
    if (this.access === this.#told) return;
    this.#told = this.access;
    this.#tell(this.#told);
  }
}
