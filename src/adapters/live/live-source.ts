import type { AgentFeed } from '../../agent/agent-feed.js';
import type { ChoosableCode } from '../../agent/status-code.js';
import type { CallEventFeed } from '../../contacts/call-event-feed.js';
import { ItError } from '../../it-error.js';
import { readAgentDocument } from '../documents/agent-document.js';
import { readCallEventDocument } from '../documents/call-event-document.js';
import { asDocument, asNumber, asText } from '../documents/fields.js';
import { EarlierCalls } from '../earlier-calls.js';
import { LiveHistory } from './live-history.js';
import type { LiveStream } from './live-stream.js';

/** How soon a wish is sent again while the server is out of reach, unless the stream opens sooner. */
const RETRY_MS = 3000;

/** Live data over HTTP: status, call events and the tenant's entry come down the stream, wishes go up by POST to `{url}/status`. */
export class LiveSource {
  readonly #stream: LiveStream;

  /** Counts wishes: only the newest is still to be delivered. */
  #newestWish = 0;
  #stopped = false;
  #wake: () => void = () => undefined;

  readonly historyFeed: LiveHistory;

  constructor(stream: LiveStream) {
    this.#stream = stream;
    this.historyFeed = new LiveHistory(stream);
  }

  readonly agentFeed: AgentFeed = {
    start: (apply) => {
      this.#stopped = false;
      const stop = this.#stream.read({
        events: {
          tenant: (data) => {
            if (isRefusal(data)) apply({ type: 'agent-absent', reason: 'tenant-not-allowed' });
          },
          agent: (data) => {
            const facts = readAgentDocument(data, asNumber, (defect) => apply({ type: 'agent-invalid', ...defect }));
            if (facts) apply({ type: 'agent-read', facts });
          },
        },
        opened: () => this.#wake(),
        lost: () => apply({ type: 'agent-source-lost' }),
        refused: () => apply({ type: 'agent-absent', reason: 'data-denied' }),
      });
      return () => {
        this.#stopped = true;
        this.#wake();
        stop();
      };
    },
    requestStatus: (code) => this.#requestStatus(code),
  };

  readonly callEventFeed: CallEventFeed = {
    start: (listener) => {
      const earlier = new EarlierCalls();
      earlier.begin();
      return this.#stream.read({
        events: {
          tenant: (data) => {
            if (isRefusal(data)) listener.absent('tenant-not-allowed');
          },
          call: (data) => {
            const document = asDocument(data);
            const event = readCallEventDocument(asText(document?.['linkedId']) ?? '', document, asNumber, (defect) => listener.invalid(defect));
            if (event) listener.callEvent(earlier.mark(event));
          },
          'calls-read': () => earlier.end(),
        },
        lost: () => earlier.begin(),
        refused: () => listener.absent('data-denied'),
      });
    },
  };

  /** Delivers the newest wish, again and again while the server is out of reach, until it is there or another wish took its place. */
  async #requestStatus(code: ChoosableCode | null): Promise<void> {
    const wish = ++this.#newestWish;
    while (wish === this.#newestWish && !this.#stopped) {
      const status = await this.#post({ requestedStatus: code });
      if (status === undefined) await this.#untilOpened();
      else if (status >= 400) {
        throw new ItError('data-denied', { field: 'requestedStatus', value: String(code), expected: `a status that the server takes (it answered ${status})` });
      } else return;
    }
  }

  /** The answer's status; undefined: the server is out of reach. */
  async #post(body: object): Promise<number | undefined> {
    try {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${this.#stream.url}/status`, { method: 'POST', credentials: 'include', headers, body: JSON.stringify(body) })).status;
    } catch {
      return undefined;
    }
  }

  #untilOpened(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, RETRY_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** The tenant is not listed in `ast-allow-customers`. */
function isRefusal(data: unknown): boolean {
  return asDocument(data)?.['allowed'] === false;
}
