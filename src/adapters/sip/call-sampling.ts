import type { CallSampler } from '../../diagnostics/call-sampler.js';
import type { Call } from '../../phone/call.js';
import type { CallQuality } from '../../phone/quality.js';

/** The call whose statistics are asked for. */
export interface SampledCall {
  /** As the phone has it. */
  state(): Call | undefined;
  readonly vpn: boolean;
  tell(quality: CallQuality): void;
}

/** Measures a call from now on; what measures it is loaded once there is a call. Undefined: it could not be, and the call goes on without. */
export async function sampleCall(connection: RTCPeerConnection, call: SampledCall): Promise<CallSampler | undefined> {
  const loaded = await import('../../diagnostics/call-sampler.js').catch(() => undefined);
  return (
    loaded &&
    new loaded.CallSampler({
      connection,
      around: () => {
        const state = call.state();
        const microphoneWaits = state?.muted === true || state?.announcement === 'playing';
        return { microphoneWaits, held: state?.hold.local === true || state?.hold.remote === true, vpn: call.vpn };
      },
      tell: (quality) => call.tell(quality),
    })
  );
}
