import { ItError } from '../../it-error.js';

/** An open microphone; whoever opened it stops it. */
export interface Microphone {
  readonly stream: MediaStream;
  /** Ends every track: the browser's recording sign goes out. */
  stop(): void;
}

/**
 * Opens a microphone. A chosen device that is gone gives way to the default one.
 * @throws ItError microphone-denied (refused, dismissed, or an insecure page), microphone-missing (none there, or another program holds it)
 */
export async function openMicrophone(constraints: MediaTrackConstraints): Promise<Microphone> {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new ItError('microphone-denied', { field: 'page', value: location.protocol, expected: 'https or localhost (secure context)' });
  const stream = await capture(devices, constraints);
  return { stream, stop: () => stream.getTracks().forEach((track) => track.stop()) };
}

/** Says nothing: a call that has to go on without a microphone is still heard. */
export function silentMicrophone(): Microphone {
  const context = new AudioContext();
  const { stream } = context.createMediaStreamDestination();
  return {
    stream,
    stop: () => {
      stream.getTracks().forEach((track) => track.stop());
      void context.close();
    },
  };
}

async function capture(devices: MediaDevices, constraints: MediaTrackConstraints): Promise<MediaStream> {
  try {
    return await devices.getUserMedia({ audio: constraints });
  } catch (thrown) {
    const { deviceId, ...others } = constraints;
    if (deviceId !== undefined && nameOf(thrown) === 'OverconstrainedError') return capture(devices, others);
    throw new ItError(isRefusal(nameOf(thrown)) ? 'microphone-denied' : 'microphone-missing', { cause: thrown });
  }
}

/** Names of W3C Media Capture section 10.1: NotAllowedError covers both a refused and a dismissed prompt. */
function isRefusal(name: string): boolean {
  return name === 'NotAllowedError' || name === 'SecurityError';
}

function nameOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : '';
}
