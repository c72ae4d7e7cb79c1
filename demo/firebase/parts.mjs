import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The newest firebase-tools whose Auth emulator runs on Node 20; the private path of its server is the reason for the exact version. */
const FIREBASE_TOOLS = '13.35.1';
const OLDEST_JAVA = 11;
const INSTALL_LIMIT_MS = 5 * 60_000;
const JAR = 'cloud-firestore-emulator.jar';

/**
 * Finds what the Firestore emulator needs: Java 11 or newer, and the emulator's jar, in this order: `FIRESTORE_EMULATOR_JAR`, a Google Cloud SDK
 * (`CLOUDSDK_ROOT_DIR`, the one of `gcloud` on the path, or where Debian's package puts it), the cache of firebase-tools.
 * @param {Record<string, string | undefined>} [environment]
 * @returns {Promise<{ java: string, jar: string } | { missing: string }>} `missing`: what is missing and how to get it
 */
export async function findFirestoreEmulator(environment = process.env) {
  const java = environment.JAVA_HOME ? join(environment.JAVA_HOME, 'bin', 'java') : 'java';
  const version = await javaVersion(java);
  if (version === undefined)
    return { missing: `Firestore emulator: no Java; install Java ${OLDEST_JAVA} or newer (Debian: apt-get install default-jre-headless)` };
  if (version < OLDEST_JAVA) return { missing: `Firestore emulator: Java ${version} is too old; install Java ${OLDEST_JAVA} or newer, or set JAVA_HOME` };
  const named = environment.FIRESTORE_EMULATOR_JAR;
  if (named) return existsSync(named) ? { java, jar: named } : { missing: `Firestore emulator: FIRESTORE_EMULATOR_JAR names ${named}, which is not there` };
  const jar =
    sdkRoots(environment)
      .map((root) => join(root, 'platform', 'cloud-firestore-emulator', JAR))
      .find(existsSync) ?? (await newestOfFirebaseTools(environment));
  if (jar) return { java, jar };
  const ways = [
    'gcloud components install cloud-firestore-emulator',
    'apt-get install google-cloud-cli-firestore-emulator',
    'npx firebase-tools@13 setup:emulators:firestore',
  ];
  return { missing: `Firestore emulator: ${JAR} was not found; one of: ${ways.join(' · ')} · or name it by FIRESTORE_EMULATOR_JAR` };
}

/**
 * Installs firebase-tools beside the project, not into it: it is 170 MB, and only its Auth emulator is used. It stays in
 * `${XDG_CACHE_HOME:-~/.cache}/infinitalk-widgets/firebase-tools/<version>`. Safe to be called by two processes at once.
 * @param {{ log?: (line: string) => void }} [options] `log` gets a line for what takes long
 * @returns {Promise<{ directory: string } | { missing: string }>} `directory`: of the package
 */
export async function ensureAuthEmulator({ log = () => {} } = {}) {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'infinitalk-widgets', 'firebase-tools');
  const place = join(cache, FIREBASE_TOOLS);
  const directory = join(place, 'node_modules', 'firebase-tools');
  if (existsSync(join(directory, 'package.json'))) return { directory };
  log(`Installing the Auth emulator (firebase-tools@${FIREBASE_TOOLS}) into ${cache} …`);
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, '.installing-'));
  try {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    // Its install scripts compile native parts for minutes, which no emulator needs.
    const flags = ['--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund', '--no-save'];
    await run(npm, ['install', '--prefix', work, ...flags, `firebase-tools@${FIREBASE_TOOLS}`], {
      timeout: INSTALL_LIMIT_MS,
      shell: process.platform === 'win32',
    });
    await rename(work, place).catch((error) => {
      // Another process was faster: its installation is as good.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
    return { directory };
  } catch (error) {
    const said = String(error.stderr || error.message)
      .trim()
      .split('\n')
      .at(-1);
    return { missing: `Auth emulator: firebase-tools@${FIREBASE_TOOLS} could not be installed from the npm registry (${said})` };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function javaVersion(java) {
  try {
    const { stderr, stdout } = await run(java, ['-version']);
    // Until 8 it called itself 1.8.
    const [, first, second] = `${stderr}${stdout}`.match(/version "(\d+)(?:\.(\d+))?/) ?? [];
    return first === undefined ? undefined : Number(first === '1' ? second : first);
  } catch {
    return undefined;
  }
}

function sdkRoots(environment) {
  const gcloud = (environment.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'gcloud'))
    .find(existsSync);
  const found = [
    environment.CLOUDSDK_ROOT_DIR,
    gcloud && dirname(dirname(realpathSync(gcloud))),
    '/usr/lib/google-cloud-sdk',
    join(homedir(), 'google-cloud-sdk'),
  ];
  return found.filter(Boolean);
}

async function newestOfFirebaseTools(environment) {
  const cache = environment.FIREBASE_EMULATORS_PATH ?? join(homedir(), '.cache', 'firebase', 'emulators');
  const names = (existsSync(cache) ? await readdir(cache) : []).filter((name) => /^cloud-firestore-emulator-v.*\.jar$/.test(name));
  const newest = names.sort(new Intl.Collator('en', { numeric: true }).compare).at(-1);
  return newest && join(cache, newest);
}
