import type { CallEvent } from '../../contacts/call-event.js';
import type { CallHistoryFeed, CallHistoryListener, OpenHistory } from '../../contacts/call-history-feed.js';
import { ItError } from '../../it-error.js';
import { readCallEventDocument } from '../documents/call-event-document.js';
import { asDocument, asNumber, asText } from '../documents/fields.js';
import type { LiveStream } from './live-stream.js';

/** Call history over HTTP: pages by `GET {url}/history?before=`, changes down the stream as `history`. */
export class LiveHistory implements CallHistoryFeed {
  readonly #stream: LiveStream;

  constructor(stream: LiveStream) {
    this.#stream = stream;
  }

  open(listener: CallHistoryListener): OpenHistory {
    let before: string | undefined;
    let begun = false;
    let closed = false;
    const older = async (): Promise<void> => {
      const { calls, more, next } = await this.#read(before, listener);
      if (closed) return;
      before = next;
      begun = true;
      listener.page(calls, more);
    };
    const stop = this.#stream.read({
      events: {
        history: (data) => {
          const call = readCall(data, listener);
          if (call && begun) listener.changed([call]);
        },
      },
      // At first the newest page; after an outage what it may have missed.
      opened: () => void (begun ? this.#read(undefined, listener).then(({ calls }) => listener.changed(calls)) : older()).catch(() => undefined),
      refused: () => listener.absent('data-denied'),
    });
    return {
      older,
      close: () => {
        closed = true;
        stop();
      },
    };
  }

  async #read(before: string | undefined, listener: CallHistoryListener): Promise<{ calls: readonly CallEvent[]; more: boolean; next: string | undefined }> {
    const url = `${this.#stream.url}/history${before === undefined ? '' : `?before=${encodeURIComponent(before)}`}`;
    let response: Response;
    try {
      response = await fetch(url, { credentials: 'include' });
    } catch (cause) {
      throw new ItError('line-offline', { cause });
    }
    if (!response.ok) throw new ItError('data-denied', { field: 'history', expected: `a page of calls (the server answered ${response.status})` });
    const page = asDocument(await response.json());
    const documents: readonly unknown[] = Array.isArray(page?.['calls']) ? page['calls'] : [];
    return { calls: documents.flatMap((document) => readCall(document, listener) ?? []), more: page?.['more'] === true, next: asText(page?.['next']) };
  }
}

function readCall(data: unknown, listener: CallHistoryListener): CallEvent | undefined {
  const document = asDocument(data);
  return readCallEventDocument(asText(document?.['linkedId']) ?? '', document, asNumber, (defect) => listener.invalid(defect));
}
