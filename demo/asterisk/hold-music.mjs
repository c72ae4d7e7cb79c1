const RATE_HZ = 8000;
const LOOP_S = 8;
const NOTE_S = 0.5;
const MELODY_HZ = [440, 528, 660, 880, 660, 528, 440, 528, 495, 594, 792, 990, 792, 594, 495, 594];

/** The one note that sounds all the time in the hold music: by it a test knows the music, and no other note comes near. */
export const HOLD_MUSIC_HZ = 330;

/**
 * Hold music of the project's own: a broken chord above one held note, a loop without a seam.
 * @returns {Buffer} signed linear, 16 bit little endian, 8 kHz, mono: Asterisk's format `sln`
 */
export function holdMusic() {
  const samples = new Int16Array(RATE_HZ * LOOP_S);
  for (let i = 0; i < samples.length; i += 1) {
    const seconds = i / RATE_HZ;
    const note = MELODY_HZ[Math.floor(seconds / NOTE_S) % MELODY_HZ.length];
    const sinceStruck = seconds % NOTE_S;
    // Fading in for 5 ms keeps the strike from clicking.
    const envelope = Math.min(1, sinceStruck / 0.005) * Math.exp(-6 * sinceStruck);
    const value = 0.2 * sine(HOLD_MUSIC_HZ, seconds) + 0.25 * envelope * sine(note, seconds);
    samples[i] = Math.round(value * 32767);
  }
  return Buffer.from(samples.buffer);
}

function sine(hz, seconds) {
  return Math.sin(2 * Math.PI * hz * seconds);
}
