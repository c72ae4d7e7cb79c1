import { readFile } from 'node:fs/promises';
import { FirestoreRest } from '../../../demo/ami-manager/firestore-rest.mjs';
import { makeCustomToken } from '../../../demo/firebase/custom-token.mjs';
import { PROJECT_ID, RULES, startAuth, startFirestore } from '../../../demo/firebase/emulators.mjs';
import { seed } from '../../../demo/firebase/seed.mjs';
import { startBeside } from '../../../demo/real-stack.mjs';
import { expect } from '../phones.js';
import type { PeerAddress } from '../asterisk.js';

const TENANT = 'customer/C0001';
const CONTRACTS = [{ agreementId: 'A0001', customerId: 'C0001' }, { agreementId: 'CRM1708391749' }];
/** 自動ワーク, shorter than the 10 s of the product. */
const AUTO_WORK_MS = 1_500;
const REFUSING = "rules_version = '2'; service cloud.firestore { match /databases/{database}/documents { match /{path=**} { allow read, write: if false; } } }";
const AGENTS = ['1001', '1002', '1003', '1900'];

/** Claims of a token: API.md, "Firestore". */
export type Claims = Readonly<Record<string, unknown>>;

/** Emulators of Firestore and Auth, ami-manager, and the demo's pages beside the Asterisk of this run. */
export class LiveData {
  /** What the server side writes and reads, past the rules. */
  readonly store: FirestoreRest;
  /** Of the demo's pages. */
  readonly url: string;
  readonly emulator: { readonly firestore: string; readonly auth: string };
  /** How often pages asked their hosts for a custom token. */
  tokensAsked = 0;
  #firestore: { pid: number; stop: () => Promise<void> };
  readonly #written = new Set<string>();
  readonly #clearAuth: () => Promise<void>;
  readonly #stopRest: () => Promise<void>;

  private constructor(
    emulator: LiveData['emulator'],
    url: string,
    firestore: { pid: number; stop: () => Promise<void> },
    { clearAuth, stopRest }: { clearAuth: () => Promise<void>; stopRest: () => Promise<void> },
  ) {
    this.emulator = emulator;
    this.url = url;
    this.store = new FirestoreRest({ address: emulator.firestore, projectId: PROJECT_ID });
    this.#firestore = firestore;
    this.#clearAuth = clearAuth;
    this.#stopRest = stopRest;
  }

  static async start(asterisk: PeerAddress): Promise<LiveData> {
    const [firestore, auth] = await Promise.all([startOrFail(startFirestore()), startOrFail(startAuth())]);
    const emulator = { firestore: firestore.address, auth: auth.address };
    const beside = await startBeside(
      asterisk,
      { ...emulator, projectId: PROJECT_ID },
      {
        httpPort: 0,
        autoWorkMs: AUTO_WORK_MS,
        log: () => undefined,
      },
    );
    const stopRest = async (): Promise<void> => {
      await beside.stop();
      await auth.stop();
    };
    return new LiveData(emulator, beside.url, firestore, { clearAuth: () => auth.clear(), stopRest });
  }

  async stop(): Promise<void> {
    // The queue's members are left unpaused, unless a test that failed left no data.
    await this.everyoneIsAvailable().catch(() => undefined);
    await this.#stopRest();
    await this.#firestore.stop();
  }

  /** What signs in as `uid`, with these claims. */
  tokenFor(uid: string, claims: Claims): string {
    this.tokensAsked += 1;
    return makeCustomToken({ projectId: PROJECT_ID, uid, claims }).token;
  }

  /** The document of a call. */
  async call(linkedId: string | undefined): Promise<Record<string, unknown>> {
    return (await this.store.get(`${TENANT}/amiEvents/${linkedId}`))?.fields ?? {};
  }

  /** The document of an agent. */
  async agent(id: string): Promise<Record<string, unknown>> {
    return (await this.store.get(`${TENANT}/agents/${id}`))?.fields ?? {};
  }

  /** Writes fields of an agent's document, as the server side would, behind ami-manager's back. */
  async writeAgent(id: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
    await this.store.commit([{ path: `${TENANT}/agents/${id}`, fields, mask: Object.keys(fields) }]);
  }

  /** Writes documents of calls by linkedId, whole ones or wrong ones. */
  async writeCalls(calls: Readonly<Record<string, Record<string, unknown>>>): Promise<void> {
    for (const linkedId of Object.keys(calls)) this.#written.add(linkedId);
    await this.store.commit(Object.entries(calls).map(([linkedId, fields]) => ({ path: `${TENANT}/amiEvents/${linkedId}`, fields })));
  }

  /** Removes what {@link writeCalls} wrote. */
  async removeWrittenCalls(): Promise<void> {
    const written = [...this.#written];
    this.#written.clear();
    for (let from = 0; from < written.length; from += 500) {
      await this.store.commit(written.slice(from, from + 500).map((linkedId) => ({ path: `${TENANT}/amiEvents/${linkedId}`, fields: null })));
    }
  }

  /** Ends every session at Auth: no token can be renewed any more. */
  async forgetSessions(): Promise<void> {
    await this.#clearAuth();
  }

  /** Everyone is 待機中, as each test begins. */
  async everyoneIsAvailable(): Promise<void> {
    for (const id of AGENTS) {
      await expect
        .poll(
          async () => {
            const { status, chosenStatus, requestedStatus } = await this.agent(id);
            if (status !== 0 && chosenStatus !== 0 && requestedStatus === null)
              await this.store.commit([{ path: `${TENANT}/agents/${id}`, fields: { requestedStatus: 0 }, mask: ['requestedStatus'] }]);
            return status;
          },
          { message: `status of ${id}`, timeout: 15_000 },
        )
        .toBe(0);
    }
  }

  /** Whether the tenant is in `ast-allow-customers`. */
  async allowTenant(allowed: boolean): Promise<void> {
    await this.store.commit([{ path: 'ast-allow-customers/C0001', fields: allowed ? {} : null }]);
  }

  /** What operations write when a tenant with CRM alone buys telephony; undefined: takes it away again. */
  async giveTelephony(agreementId: string, customerId: string | undefined): Promise<void> {
    await this.store.commit([{ path: `agreements/${agreementId}`, fields: customerId === undefined ? {} : { customerId } }]);
  }

  /** `nobody`: rules that refuse everything, until `product` brings back those of the product. */
  async useRules(which: 'product' | 'nobody'): Promise<void> {
    const content = which === 'product' ? await readFile(RULES, 'utf8') : REFUSING;
    const response = await fetch(`http://${this.emulator.firestore}/emulator/v1/projects/${PROJECT_ID}:securityRules`, {
      method: 'PUT',
      body: JSON.stringify({ rules: { files: [{ name: 'firestore.rules', content }] } }),
    });
    if (!response.ok) throw new Error(`the rules were not taken: ${await response.text()}`);
  }

  /** Kills Firestore with everything in it. */
  async killFirestore(): Promise<void> {
    process.kill(this.#firestore.pid, 'SIGKILL');
    await this.#firestore.stop();
  }

  /** Starts it anew, with what operations wrote; the rest is ami-manager's. */
  async restartFirestore(): Promise<void> {
    this.#firestore = await startOrFail(startFirestore());
    await seed({ address: this.emulator.firestore, projectId: PROJECT_ID }, CONTRACTS);
  }
}

async function startOrFail<T extends object>(starting: Promise<T | { missing: string }>): Promise<T> {
  const started = await starting;
  if ('missing' in started) throw new Error(started.missing);
  return started;
}
