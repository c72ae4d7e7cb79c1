import type { DeviceTests } from '../../devices/devices.js';
import type { CallMedia } from './call-media.js';
import type { Microphone } from './microphone.js';

/** How often the level is read, ms. */
const LEVEL_MS = 100;
/** A voice at arm's length has a root mean square of about −26 dB: the scale is the ear's, from −60 dB (0) to −6 dB (1). */
const QUIET_DB = -60;
const LOUD_DB = -6;

/** Tries devices out apart from any call: a microphone of its own, and the chosen outputs. */
export function openDeviceTests(media: CallMedia): DeviceTests {
  const stops = new Set<() => void>();
  let closed = false;
  const open = async (): Promise<Microphone> => {
    const microphone = await media.openMicrophone();
    if (closed) microphone.stop();
    return microphone;
  };
  return {
    followLevel: async (heard) => {
      const microphone = await open();
      if (closed) return () => undefined;
      const stopMeter = meter(microphone.stream, heard);
      const stop = (): void => {
        stops.delete(stop);
        stopMeter();
        microphone.stop();
      };
      stops.add(stop);
      return stop;
    },
    playTone: (device) => media.testTone(device),
    recordAndPlay: async (ms, playing) => {
      const microphone = await open();
      if (closed) return;
      let stopPlaying = (): void => undefined;
      const stop = (): void => {
        microphone.stop();
        stopPlaying();
      };
      stops.add(stop);
      try {
        const recorded = await record(microphone.stream, ms);
        microphone.stop();
        if (closed) return;
        playing();
        await playBack(recorded, media.choice.outputOf('speaker'), (stopIt) => (stopPlaying = stopIt));
      } finally {
        stops.delete(stop);
        stop();
      }
    },
    close: () => {
      closed = true;
      for (const stop of [...stops]) stop();
    },
  };
}

function meter(stream: MediaStream, heard: (level: number) => void): () => void {
  const context = new AudioContext();
  void context.resume().catch(() => undefined);
  const analyser = new AnalyserNode(context, { fftSize: 2048 });
  new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(analyser);
  const frame = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(frame);
    const power = frame.reduce((sum, sample) => sum + sample * sample, 0) / frame.length;
    const db = 10 * Math.log10(power + 1e-12);
    heard(Math.min(1, Math.max(0, (db - QUIET_DB) / (LOUD_DB - QUIET_DB))));
  }, LEVEL_MS);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

function record(stream: MediaStream, ms: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const recorder = new MediaRecorder(stream);
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => resolve(new Blob(parts, { type: recorder.mimeType }));
    recorder.onerror = () => reject(new Error('the recording failed'));
    recorder.start();
    setTimeout(() => recorder.state === 'recording' && recorder.stop(), ms);
  });
}

/** By Web Audio: a `blob:` address would need the host's CSP to allow it (`media-src`). */
async function playBack(recorded: Blob, deviceId: string, begun: (stop: () => void) => void): Promise<void> {
  const context: AudioContext & { setSinkId?: (id: string) => Promise<void> } = new AudioContext();
  try {
    const sound = await context.decodeAudioData(await recorded.arrayBuffer());
    await context.setSinkId?.(deviceId === 'default' ? '' : deviceId).catch(() => undefined);
    await context.resume();
    const source = new AudioBufferSourceNode(context, { buffer: sound });
    source.connect(context.destination);
    const ended = new Promise<void>((resolve) => (source.onended = () => resolve()));
    begun(() => source.stop());
    source.start();
    await ended;
  } finally {
    await context.close();
  }
}
