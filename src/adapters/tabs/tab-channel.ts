import { readMessage, writeMessage, type TabMessage } from './tab-message.js';

type WithoutSender<Message> = Message extends unknown ? Omit<Message, 'from'> : never;

/** What hears a channel. */
export interface ChannelListener {
  heard(message: TabMessage): void;
  /** Another version of the widgets said something of this type. */
  heardForeign(type: string): void;
}

/** The tabs of one account talking to each other (BroadcastChannel): every message goes to all others, in the order it was posted. */
export class TabChannel {
  /** This tab, unlike any other. */
  readonly tabId: string;
  readonly #channel: BroadcastChannel | undefined;

  constructor(name: string, tabId: string, listener: ChannelListener) {
    this.tabId = tabId;
    this.#channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name);
    this.#channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const read = readMessage(data);
      if (read.kind === 'ours' && read.message.from !== tabId) listener.heard(read.message);
      else if (read.kind === 'foreign') listener.heardForeign(read.type);
    });
  }

  post(message: WithoutSender<TabMessage>): void {
    this.#channel?.postMessage(writeMessage({ ...message, from: this.tabId }));
  }

  close(): void {
    this.#channel?.close();
  }
}
