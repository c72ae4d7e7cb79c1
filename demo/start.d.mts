/** The document of a call, as ami-manager writes it; documented in pbx/call.mjs. Times are epoch ms. */
export interface CallDocument {
  linkedId: string;
  direction: 'in' | 'out';
  kind: 'internal' | 'external' | 'acd';
  caller: { number: string; name: string };
  called: { number: string; name: string };
  groupCode: string | null;
  groupName: string | null;
  queue: string | null;
  extensions: string[];
  callIds: string[];
  state: 'ringing' | 'answered' | 'ended';
  startedAt: number;
  answeredAt: number | null;
  endedAt: number | null;
  answeredBy: string | null;
  cause: number | null;
}

/** An agent's status; documented in pbx/agent-states.mjs. Times are epoch ms. */
export interface AgentDocument {
  status: number;
  chosenStatus: number;
  since: number;
  reason?: string;
  extension: string;
  groupCodes: string[];
  requestedStatus: number | null;
  autoWorkEndsAt: number | null;
}

/** A running demo; documented in start.mjs. */
export interface Demo {
  readonly url: string;
  readonly sipUrl: string;
  readonly pbx: {
    readonly port: number;
    readonly callEvents: {
      documents(): CallDocument[];
      publish(document: CallDocument): void;
      subscribe(listener: (document: CallDocument) => void): () => void;
    };
    readonly agentStates: {
      document(extension: string): AgentDocument | undefined;
      request(extension: string, code: 0 | 1 | 2 | 3 | null): void;
      follow(extension: string, legs: readonly { usage: 'out' | 'in' | 'acd'; state: string }[], workFollows: boolean): void;
      subscribe(listener: (document: AgentDocument) => void): () => void;
    };
  };
  readonly credentials: Readonly<Record<string, { credential: string; password?: string }>>;
  cutStreams(): void;
  stop(): Promise<void>;
}

export interface Timing {
  ringMs: number;
  queueRingMs: number;
  queueWaitMs: number;
  queueRetryMs: number;
  graceMs: number;
  autoWorkMs: number;
  grantMs: number;
}

export class PortTaken extends Error {
  constructor(port: number, use: string, flag: string);
}

export function startDemo(options?: {
  httpPort?: number;
  sipPort?: number;
  build?: boolean;
  timing?: Partial<Timing>;
  log?: (line: string) => void;
}): Promise<Demo>;
