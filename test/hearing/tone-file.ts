const RATE_HZ = 8000;

/** A sine of `hz` as a WAV file: 16 bit, 8 kHz, mono. */
export function toneFile(hz: number, seconds: number): Buffer {
  const samples = new Int16Array(RATE_HZ * seconds);
  for (let i = 0; i < samples.length; i += 1) samples[i] = Math.sin((i * 2 * Math.PI * hz) / RATE_HZ) * 9000;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE_HZ, 24);
  header.writeUInt32LE(RATE_HZ * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer)]);
}
