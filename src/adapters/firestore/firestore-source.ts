import { collection, doc, getDoc, limit, onSnapshot, orderBy, query, updateDoc, where } from 'firebase/firestore';
import type { DocumentReference, DocumentSnapshot, Firestore } from 'firebase/firestore';
import type { AgentFeed } from '../../agent/agent-feed.js';
import type { AgentEvent, AgentFacts } from '../../agent/agent-state.js';
import type { CallEvent } from '../../contacts/call-event.js';
import type { CallEventFeed } from '../../contacts/call-event-feed.js';
import { ItError } from '../../it-error.js';
import { readAgentDocument } from '../documents/agent-document.js';
import { readCallEventDocument } from '../documents/call-event-document.js';
import { EarlierCalls } from '../earlier-calls.js';
import { openDatabase, type Database, type FirebaseConfig } from './database.js';
import { FirestoreHistory } from './firestore-history.js';
import { FollowedCalls } from './followed-calls.js';
import { keepListening, type Listen } from './listening.js';
import { readTimestamp, reasonOf, whenSignedIn } from './signed-in.js';

export interface FirestoreAccount {
  readonly customerId: string;
  readonly agentId: string;
  /** The phone's extension; without one in the configuration the agent's document tells it. */
  readonly extension: string | undefined;
  /** Whose calls the history shows. */
  readonly groupCodes: readonly string[];
}

function withRequested({ requested: _ours, ...facts }: AgentFacts, requested: number | undefined): AgentFacts {
  return requested === undefined ? facts : { ...facts, requested };
}

/** Own calls that are read: those that ring or talk now are among the newest. */
const OWN_CALLS = 20;

/** How long the server may take over a write before it counts as out of reach: of a stream that broke, Firebase itself says so after up to a minute. */
const ANSWERS_WITHIN_MS = 10_000;

/**
 * Firestore behind the ports: the agent's document, the tenant's entry in `ast-allow-customers`, and the calls of the agent's extension.
 * Reads nothing that is not this agent's, whatever the size of the tenant.
 */
export class FirestoreSource {
  readonly #config: FirebaseConfig;
  readonly #account: FirestoreAccount;
  /** Open while somebody listens. */
  #database: Database | undefined;
  #users = 0;
  #allowed: boolean | undefined;
  #facts: AgentFacts | undefined;
  /** Of writes, how many the server has taken too long over. */
  #overdue = 0;
  /** Called when it did. */
  readonly #outOfReach = new Set<() => void>();
  readonly #earlier = new EarlierCalls();
  /** Called once the agent's document has told the extension. */
  readonly #extensionKnown = new Set<(extension: string) => void>();

  readonly historyFeed: FirestoreHistory;

  constructor(config: FirebaseConfig, account: FirestoreAccount) {
    this.#config = config;
    this.#account = account;
    this.historyFeed = new FirestoreHistory(config, account);
  }

  readonly agentFeed: AgentFeed = {
    start: (apply) => {
      const denied = (error: unknown): void => apply({ type: 'agent-absent', reason: reasonOf(error) });
      const lost = (): void => apply({ type: 'agent-source-lost' });
      this.#outOfReach.add(lost);
      // What was read before a refusal is not shown again when only the other half comes back.
      return this.#use(
        keepListening(
          (arrived, failed) => this.#listenToTenant(apply, arrived, failed),
          (error) => {
            this.#allowed = undefined;
            denied(error);
          },
        ),
        keepListening(
          (arrived, failed) => this.#listenToAgent(apply, arrived, failed),
          (error) => {
            this.#facts = undefined;
            denied(error);
          },
        ),
        () => this.#outOfReach.delete(lost),
      );
    },
    requestStatus: async (code) => {
      try {
        const database = this.#opened();
        await this.#timed(async () => {
          await database.signIn();
          await updateDoc(doc(database.firestore, ...this.#agentPath), { requestedStatus: code });
        });
      } catch (thrown) {
        throw new ItError(reasonOf(thrown), { field: 'requestedStatus', value: String(code), expected: 'a write that the rules allow', cause: thrown });
      }
    },
  };

  readonly callEventFeed: CallEventFeed = {
    start: (listener) => {
      let stop: (() => void) | undefined;
      const follow = (extension: string): void => {
        stop ??= keepListening(
          (arrived, failed) => this.#listenToCalls(extension, listener, arrived, failed),
          (error) => listener.absent(reasonOf(error)),
        );
      };
      const extension = this.#account.extension ?? this.#facts?.extension;
      if (extension === undefined) this.#extensionKnown.add(follow);
      else follow(extension);
      return this.#use(() => {
        this.#extensionKnown.delete(follow);
        stop?.();
      });
    },
  };

  get #agentPath(): ['customer', string, 'agents', string] {
    return ['customer', this.#account.customerId, 'agents', this.#account.agentId];
  }

  #listenToTenant(apply: (event: AgentEvent) => void, arrived: () => void, failed: (error: unknown) => void): () => void {
    return this.#whenSignedIn(failed, (firestore, refused) =>
      onSnapshot(
        doc(firestore, 'ast-allow-customers', this.#account.customerId),
        (tenant) => {
          if (tenant.metadata.fromCache && !tenant.exists()) return;
          arrived();
          this.#allowed = tenant.exists();
          this.#tell(apply);
        },
        refused,
      ),
    );
  }

  #listenToAgent(apply: (event: AgentEvent) => void, arrived: () => void, failed: (error: unknown) => void): () => void {
    return this.#whenSignedIn(failed, (firestore, refused) =>
      onSnapshot(
        doc(firestore, ...this.#agentPath),
        // With changes of metadata: a wish that was taken is no change of data, because the document has it from here already.
        { includeMetadataChanges: true },
        (agent) => {
          const { fromCache, hasPendingWrites } = agent.metadata;
          // Our own wish, still on its way after so long, makes no news of the document.
          if ((fromCache || (hasPendingWrites && this.#overdue > 0)) && this.#facts) return apply({ type: 'agent-source-lost' });
          arrived();
          const facts = readAgentDocument(agent.data({ serverTimestamps: 'estimate' }), readTimestamp, (defect) => apply({ type: 'agent-invalid', ...defect }));
          // Our own wish, not yet at the server, stands in the document as if it were: the server's word is what it said before.
          this.#facts = facts && hasPendingWrites ? withRequested(facts, this.#facts?.requested) : facts;
          this.#tell(apply);
          const extension = this.#facts?.extension;
          if (extension !== undefined) for (const known of this.#extensionKnown) known(extension);
        },
        refused,
      ),
    );
  }

  #listenToCalls(extension: string, listener: Parameters<CallEventFeed['start']>[0], arrived: () => void, failed: (error: unknown) => void): () => void {
    return this.#whenSignedIn(failed, (firestore, refused) => {
      this.#earlier.begin();
      const defect = listener.invalid.bind(listener);
      const read = (call: DocumentSnapshot): CallEvent | undefined =>
        readCallEventDocument(call.id, call.data({ serverTimestamps: 'estimate' }), readTimestamp, defect);
      const pushedOut = new FollowedCalls((call) => {
        const event = call.exists() ? read(call) : undefined;
        if (event) listener.callEvent(event);
        return event?.state === 'answered';
      });
      const events = collection(firestore, 'customer', this.#account.customerId, 'amiEvents');
      const stop = onSnapshot(
        query(events, where('extensions', 'array-contains', extension), orderBy('startedAt', 'desc'), limit(OWN_CALLS)),
        (calls) => {
          arrived();
          const oldest = calls.size < OWN_CALLS ? -Infinity : (readTimestamp(calls.docs.at(-1)?.get('startedAt')) ?? -Infinity);
          for (const { type, doc: call } of calls.docChanges()) {
            const event = read(call);
            if (!event) continue;
            if (type !== 'removed') listener.callEvent(this.#earlier.mark(event));
            else if (event.state !== 'ended' && event.startedAt >= oldest)
              void this.#whenGone(call.ref, () => listener.callEvent({ ...event, state: 'ended', endedAt: Date.now() }));
            // Newer calls pushed it out. One that only rang is not asked for: a burst of calls would ask a thousand times.
            else if (event.state === 'answered') pushedOut.follow(call.ref);
          }
          if (!calls.metadata.fromCache) this.#earlier.end();
        },
        refused,
      );
      return () => {
        stop();
        pushedOut.stop();
      };
    });
  }

  /** An older call that left the newest twenty is not over; one whose document was removed turned out to be a leg of another call. */
  async #whenGone(call: DocumentReference, gone: () => void): Promise<void> {
    try {
      if ((await getDoc(call)).exists()) return;
    } catch (thrown) {
      // The rules show only what is there.
      if ((thrown as { code?: unknown }).code !== 'permission-denied') return;
    }
    gone();
  }

  /** The tenant's entry decides whether there is a status at all; a status that is known shows as soon as it may. */
  #tell(apply: (event: AgentEvent) => void): void {
    if (this.#allowed === false) apply({ type: 'agent-absent', reason: 'tenant-not-allowed' });
    else if (this.#allowed && this.#facts) apply({ type: 'agent-read', facts: this.#facts });
  }

  #whenSignedIn(failed: (error: unknown) => void, listen: (firestore: Firestore, refused: (error: unknown) => void) => () => void): ReturnType<Listen> {
    const database = this.#opened();
    return whenSignedIn(database, failed, (refused) => listen(database.firestore, refused));
  }

  #opened(): Database {
    return (this.#database ??= openDatabase(this.#config));
  }

  /** Says that the server is out of reach when a write takes too long; what is read afterwards says that it is back. */
  async #timed(write: () => Promise<void>): Promise<void> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#overdue += 1;
      if (this.#facts) for (const lost of this.#outOfReach) lost();
    }, ANSWERS_WITHIN_MS);
    try {
      await write();
    } finally {
      clearTimeout(timer);
      if (late) this.#overdue -= 1;
    }
  }

  /** Closes the database with its last user. */
  #use(...stops: (() => unknown)[]): () => void {
    this.#users += 1;
    return () => {
      stops.forEach((stop) => stop());
      this.#users -= 1;
      if (this.#users > 0) return;
      void this.#database?.close().catch(() => undefined);
      this.#database = undefined;
    };
  }
}
