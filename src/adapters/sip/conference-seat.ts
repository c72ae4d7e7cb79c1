import type { RTCSession } from 'jssip/lib/RTCSession';
import type { ConferenceParty } from '../media/conference.js';

/** A session's place in the conference; `microphone` is asked whenever the agent's voice is needed. Undefined before there is audio of both sides. */
export function seatOf(id: string, session: RTCSession, microphone: () => MediaStream | undefined): ConferenceParty | undefined {
  const connection = session.connection as RTCPeerConnection | undefined;
  const audio = connection?.getTransceivers().find(({ sender, receiver }) => sender.track?.kind === 'audio' && receiver.track.kind === 'audio');
  if (!audio || !microphone()) return undefined;
  return {
    id,
    get microphone() {
      return microphone() ?? new MediaStream();
    },
    remote: new MediaStream([audio.receiver.track]),
    send: async (track) => {
      await audio.sender.replaceTrack(track);
      openMix(session, microphone());
    },
  };
}

/** JsSIP mutes and holds by the track that is sent, which in a conference carries the other parties too: mute belongs to the microphone alone. */
export function openMix(session: RTCSession, microphone: MediaStream | undefined): void {
  const muted = session.isMuted().audio === true;
  for (const track of microphone?.getAudioTracks() ?? []) track.enabled = !muted;
  const held = session.isOnHold().local;
  for (const { track } of session.connection.getSenders()) if (track?.kind === 'audio') track.enabled = !held;
}
