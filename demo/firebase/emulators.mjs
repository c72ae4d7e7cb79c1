import { fileURLToPath } from 'node:url';
import { startServer } from './child.mjs';
import { ensureAuthEmulator, findFirestoreEmulator } from './parts.mjs';

/** The rules of the product. */
export const RULES = fileURLToPath(new URL('./firestore.rules', import.meta.url));
/** A project id that begins with `demo-` never reaches a real project. */
export const PROJECT_ID = 'demo-it';

/**
 * @typedef {object} Emulator a running emulator
 * @property {string} address `127.0.0.1:<port>`
 * @property {number} pid
 * @property {() => Promise<void>} clear removes all data
 * @property {() => Promise<void>} stop ends it, and its data with it; asking twice is harmless
 */

/**
 * Starts the Firestore emulator; it is given 512 MB of heap.
 * @param {{ port?: number, projectId?: string, rules?: string }} [options] `rules`: path of the rules, default {@link RULES}
 * @returns {Promise<Emulator | { missing: string }>} `missing`: what is missing on this machine and how to get it
 * @throws {Error} when the port is taken or it does not start; errors in the rules are in the message
 */
export async function startFirestore({ port = 8080, projectId = PROJECT_ID, rules = RULES } = {}) {
  const found = await findFirestoreEmulator();
  if (found.missing !== undefined) return found;
  const jvm = ['-Duser.language=en', '-Xmx512m', '-cp', found.jar, 'com.google.cloud.datastore.emulator.firestore.CloudFirestore'];
  const flags = ['--host=127.0.0.1', `--port=${port}`, `--rules=${rules}`, `--project_id=${projectId}`, '--single_project_mode'];
  const server = await startServer({ name: 'Firestore emulator', command: [found.java, ...jvm, ...flags], port });
  return { ...server, clear: () => remove(`http://${server.address}/emulator/v1/projects/${projectId}/databases/(default)/documents`) };
}

/**
 * Starts the Auth emulator of firebase-tools, which is installed into a cache outside the project when it is not there.
 * It takes unsigned custom tokens (`alg: none`), and knows the sign-in by custom token, its renewal and the user's own account, nothing else.
 * @param {{ port?: number, projectId?: string, log?: (line: string) => void }} [options] `log` gets a line when it is being installed
 * @returns {Promise<Emulator | { missing: string }>}
 * @throws {Error} when the port is taken or it does not start
 */
export async function startAuth({ port = 9099, projectId = PROJECT_ID, log } = {}) {
  const found = await ensureAuthEmulator({ log });
  if (found.missing !== undefined) return found;
  const script = fileURLToPath(new URL('./auth-server.mjs', import.meta.url));
  const server = await startServer({ name: 'Auth emulator', command: [process.execPath, script, found.directory, String(port), projectId], port });
  return { ...server, clear: () => remove(`http://${server.address}/emulator/v1/projects/${projectId}/accounts`) };
}

/**
 * Starts both emulators on 127.0.0.1.
 * @param {{ firestorePort?: number, authPort?: number, projectId?: string, rules?: string, log?: (line: string) => void }} [options]
 * @returns {Promise<{ firestore: string, auth: string, projectId: string, pids: readonly number[], clear: () => Promise<void>, stop: () => Promise<void> } | { missing: string }>}
 *   `firestore`, `auth`: `host:port`, as `config.firebase.emulator` wants them; `missing`: one line per part that is missing
 * @throws {Error} when a port is taken or an emulator does not start; nothing is left running then
 */
export async function startEmulators({ firestorePort = 8080, authPort = 9099, projectId = PROJECT_ID, rules = RULES, log } = {}) {
  const outcomes = await Promise.allSettled([startFirestore({ port: firestorePort, projectId, rules }), startAuth({ port: authPort, projectId, log })]);
  const started = outcomes.flatMap(({ value }) => (value && value.missing === undefined ? [value] : []));
  const each = (action) => Promise.all(started.map((emulator) => emulator[action]())).then(() => {});
  if (started.length < outcomes.length) {
    await each('stop');
    const failed = outcomes.find(({ status }) => status === 'rejected');
    if (failed) throw failed.reason;
    return { missing: outcomes.flatMap(({ value }) => value.missing ?? []).join('\n') };
  }
  const [firestore, auth] = started;
  return { firestore: firestore.address, auth: auth.address, projectId, pids: [firestore.pid, auth.pid], clear: () => each('clear'), stop: () => each('stop') };
}

async function remove(url) {
  const response = await fetch(url, { method: 'DELETE', headers: { authorization: 'Bearer owner' } });
  if (!response.ok) throw new Error(`${url} was not cleared: ${response.status} ${await response.text()}`);
}
