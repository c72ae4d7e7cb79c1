import type { AgentFeed } from '../../agent/agent-feed.js';
import type { ChoosableCode } from '../../agent/status-code.js';
import type { CallEventFeed } from '../../contacts/call-event-feed.js';
import { ItError } from '../../it-error.js';
import { readAgentDocument } from '../documents/agent-document.js';
import { readCallEventDocument } from '../documents/call-event-document.js';
import { asDocument, asNumber, asText } from '../documents/fields.js';
import type { LiveStream } from './live-stream.js';

/** Live data over HTTP: status, call events and the tenant's entry come down the stream, wishes go up by POST to `{url}/status`. */
export class LiveSource {
  readonly #stream: LiveStream;

  constructor(stream: LiveStream) {
    this.#stream = stream;
  }

  readonly agentFeed: AgentFeed = {
    start: (apply) =>
      this.#stream.read({
        events: {
          tenant: (data) => {
            if (isRefusal(data)) apply({ type: 'agent-absent', reason: 'tenant-not-allowed' });
          },
          agent: (data) => {
            const facts = readAgentDocument(data, asNumber);
            if (facts) apply({ type: 'agent-read', facts });
          },
        },
        lost: () => apply({ type: 'agent-source-lost' }),
        refused: () => apply({ type: 'agent-absent', reason: 'data-denied' }),
      }),
    requestStatus: (code) => this.#requestStatus(code),
  };

  readonly callEventFeed: CallEventFeed = {
    start: (listener) =>
      this.#stream.read({
        events: {
          tenant: (data) => {
            if (isRefusal(data)) listener.absent('tenant-not-allowed');
          },
          call: (data) => {
            const document = asDocument(data);
            const event = readCallEventDocument(asText(document?.['linkedId']) ?? '', document, asNumber);
            if (event) listener.callEvent(event);
          },
        },
        refused: () => listener.absent('data-denied'),
      }),
  };

  async #requestStatus(code: ChoosableCode): Promise<void> {
    let response: Response;
    try {
      response = await fetch(`${this.#stream.url}/status`, {
        method: 'POST',
        credentials: 'include',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ requestedStatus: code }),
      });
    } catch (cause) {
      throw new ItError('line-offline', { cause });
    }
    if (!response.ok)
      throw new ItError('data-denied', {
        field: 'requestedStatus',
        value: String(code),
        expected: `a status that the server takes (it answered ${response.status})`,
      });
  }
}

/** The tenant is not listed in `ast-allow-customers`. */
function isRefusal(data: unknown): boolean {
  return asDocument(data)?.['allowed'] === false;
}
