import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startFirestore } from '../../demo/firebase/emulators.mjs';
import { findFirestoreEmulator } from '../../demo/firebase/parts.mjs';

describe('the Firestore emulator', () => {
  let folder;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'emulator-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('that is named by FIRESTORE_EMULATOR_JAR and is not there is said to be missing, by that name', async () => {
    const { missing } = await findFirestoreEmulator({ ...process.env, FIRESTORE_EMULATOR_JAR: '/nowhere/emulator.jar' });
    assert.match(missing, /FIRESTORE_EMULATOR_JAR.*\/nowhere\/emulator\.jar/);
  });

  it('without Java is said to be missing, with what to install', async () => {
    const { missing } = await findFirestoreEmulator({ PATH: process.env.PATH, JAVA_HOME: folder });
    assert.match(missing, /no Java; install Java 11 or newer/);
  });

  it('with a Java that is too old says how old', async () => {
    const java = join(folder, 'bin');
    await mkdir(java);
    await writeFile(join(java, 'java'), '#!/bin/sh\necho \'openjdk version "1.8.0_402"\' >&2\n', { mode: 0o755 });
    const { missing } = await findFirestoreEmulator({ PATH: process.env.PATH, JAVA_HOME: folder });
    assert.match(missing, /Java 8 is too old/);
  });

  it('does not start on a port that is taken, and names it', async () => {
    const other = createServer();
    await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address();
    await assert.rejects(() => startFirestore({ port }), new RegExp(`port ${port} \\(Firestore emulator\\) on 127\\.0\\.0\\.1 is taken`));
    await new Promise((resolve) => other.close(resolve));
  });
});
