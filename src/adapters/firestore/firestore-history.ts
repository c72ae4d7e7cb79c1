import { collection, getDocs, limit, onSnapshot, orderBy, query, startAfter, where } from 'firebase/firestore';
import type { CollectionReference, DocumentData, Firestore, Query, QueryDocumentSnapshot } from 'firebase/firestore';
import type { CallEvent } from '../../contacts/call-event.js';
import type { CallHistoryFeed, CallHistoryListener, OpenHistory } from '../../contacts/call-history-feed.js';
import { ItError } from '../../it-error.js';
import { readCallEventDocument } from '../documents/call-event-document.js';
import { openDatabase, type Database, type FirebaseConfig } from './database.js';
import { listedGroups } from './listed-groups.js';
import { keepListening } from './listening.js';
import { readTimestamp, reasonOf, whenSignedIn } from './signed-in.js';

const PAGE = 100;

/** Whose history: calls of these groups, and all of this extension, which adds its internal ones. */
export interface HistoryAccount {
  readonly customerId: string;
  readonly groupCodes: readonly string[];
  readonly extension: string | undefined;
}

/** One of the queries that make up the history, read page by page. */
interface Reading {
  readonly pageAfter: (firestore: Firestore, last: QueryDocumentSnapshot | undefined) => Query;
  last: QueryDocumentSnapshot | undefined;
  read: boolean;
  exhausted: boolean;
}

/** Call history in Firestore. Listens to the newest page of each query and reads older ones when they are asked for, only while it is open. */
export class FirestoreHistory implements CallHistoryFeed {
  readonly #config: FirebaseConfig;
  readonly #account: HistoryAccount;

  constructor(config: FirebaseConfig, account: HistoryAccount) {
    this.#config = config;
    this.#account = account;
  }

  open(listener: CallHistoryListener): OpenHistory {
    const database = openDatabase(this.#config);
    const readings = this.#readings();
    /** Read, and not told yet, because another query may still bring calls between them. */
    let held: CallEvent[] = [];
    const release = (): void => {
      if (!readings.every(({ read }) => read)) return;
      const unfinished = readings.filter(({ exhausted }) => !exhausted);
      const horizon = Math.max(-Infinity, ...unfinished.map(startOfLast));
      const due = held.filter(({ startedAt }) => startedAt >= horizon).sort((a, b) => b.startedAt - a.startedAt);
      held = held.filter(({ startedAt }) => startedAt < horizon);
      listener.page(due, unfinished.length > 0 || held.length > 0);
    };
    const take = (reading: Reading, documents: readonly QueryDocumentSnapshot[]): void => {
      reading.last = documents.at(-1) ?? reading.last;
      reading.exhausted = documents.length < PAGE;
      reading.read = true;
      held.push(...documents.flatMap((document) => readCall(document, listener) ?? []));
    };
    const stops = readings.map((reading) =>
      this.#listen(database, reading, listener, (documents) => {
        take(reading, documents);
        release();
      }),
    );
    return {
      older: async () => {
        const next = readings.filter(({ exhausted }) => !exhausted).sort((a, b) => startOfLast(b) - startOfLast(a))[0];
        if (next) {
          const page = await getDocs(next.pageAfter(database.firestore, next.last)).catch((cause: unknown) => {
            throw new ItError('data-denied', { field: 'history', expected: 'a page of calls', cause });
          });
          take(next, page.docs);
        }
        release();
      },
      close: () => {
        stops.forEach((stop) => stop());
        void database.close().catch(() => undefined);
      },
    };
  }

  /** The newest page, then every change of it. */
  #listen(database: Database, reading: Reading, listener: CallHistoryListener, first: (documents: readonly QueryDocumentSnapshot[]) => void): () => void {
    return keepListening(
      (arrived, failed) =>
        whenSignedIn(database, failed, (refused) =>
          onSnapshot(
            reading.pageAfter(database.firestore, undefined),
            (calls) => {
              if (calls.metadata.fromCache) return;
              arrived();
              if (!reading.read) return first(calls.docs);
              const changed = calls.docChanges().filter(({ type }) => type !== 'removed');
              if (changed.length > 0) listener.changed(changed.flatMap(({ doc }) => readCall(doc, listener) ?? []));
            },
            refused,
          ),
        ),
      (error) => listener.absent(reasonOf(error)),
    );
  }

  #readings(): readonly Reading[] {
    const { groupCodes, extension } = this.#account;
    const pages = [...(groupCodes.length > 0 ? [this.#ofGroups] : []), ...(extension === undefined ? [] : [this.#ofExtension])];
    return pages.map((pageAfter) => ({ pageAfter, last: undefined, read: false, exhausted: false }));
  }

  readonly #ofGroups = (firestore: Firestore, last: QueryDocumentSnapshot | undefined): Query => {
    const groups = listedGroups(this.#account.groupCodes);
    return last
      ? query(this.#calls(firestore), where('groupCode', 'in', groups), orderBy('startedAt', 'desc'), startAfter(last), limit(PAGE))
      : query(this.#calls(firestore), where('groupCode', 'in', groups), orderBy('startedAt', 'desc'), limit(PAGE));
  };

  readonly #ofExtension = (firestore: Firestore, last: QueryDocumentSnapshot | undefined): Query => {
    const { extension } = this.#account;
    return last
      ? query(this.#calls(firestore), where('extensions', 'array-contains', extension), orderBy('startedAt', 'desc'), startAfter(last), limit(PAGE))
      : query(this.#calls(firestore), where('extensions', 'array-contains', extension), orderBy('startedAt', 'desc'), limit(PAGE));
  };

  #calls(firestore: Firestore): CollectionReference<DocumentData> {
    return collection(firestore, 'customer', this.#account.customerId, 'amiEvents');
  }
}

function startOfLast({ last }: Reading): number {
  return readTimestamp(last?.get('startedAt')) ?? -Infinity;
}

function readCall(document: QueryDocumentSnapshot, listener: CallHistoryListener): CallEvent | undefined {
  return readCallEventDocument(document.id, document.data({ serverTimestamps: 'estimate' }), readTimestamp, (defect) => listener.invalid(defect));
}
