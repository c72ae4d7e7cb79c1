import type { ChatFact, ChatFeed } from '../../chat/chat-feed.js';
import type { TabGroup } from './tab-group.js';
import { whileOwner } from './while-owner.js';

type ChatAsk =
  | { readonly send: { readonly chatId: string; readonly message: { readonly id: string; readonly text: string } } }
  | { readonly markRead: string }
  | { readonly follow: string }
  | { readonly unfollow: string };

/** One conversation that some tabs have open. */
interface Following {
  readonly tabs: Set<string>;
  stop(): void;
}

/** Outside chat for all tabs: the owner listens, writes, and follows whatever conversation one of them has open. */
export function sharedChat(group: TabGroup, feed: ChatFeed): ChatFeed {
  const topic = group.topic('chat');
  /** Of this tab: asked for anew of every owner. */
  const open = new Set<string>();
  /** As the owner. */
  const following = new Map<string, Following>();
  /** What a newcomer has to know, by what it is about. */
  const known = new Map<string, ChatFact>();

  const follow = (chatId: string, tabId: string): void => {
    const { tabs } = following.get(chatId) ?? { tabs: new Set<string>() };
    // From the start also for a conversation that another tab follows: what is there already is told once, when it begins.
    following.get(chatId)?.stop();
    following.set(chatId, { tabs: tabs.add(tabId), stop: feed.follow(chatId) });
  };
  const unfollow = (chatId: string, tabId: string): void => {
    const { tabs, stop } = following.get(chatId) ?? {};
    if (!tabs?.delete(tabId) || tabs.size > 0) return;
    following.delete(chatId);
    stop?.();
  };
  const answer = async (asked: ChatAsk, from: string): Promise<void> => {
    if ('send' in asked) await feed.send(asked.send.chatId, asked.send.message);
    else if ('markRead' in asked) await feed.markRead(asked.markRead);
    else if ('follow' in asked) follow(asked.follow, from);
    else unfollow(asked.unfollow, from);
  };
  const ask = (asked: ChatAsk): Promise<void> => topic.ask(asked) as Promise<void>;
  const askQuietly = (asked: ChatAsk): void => void ask(asked).catch(() => undefined);

  return {
    start: (apply) => {
      const hear = (fact: ChatFact): void => {
        remember(known, fact);
        apply(fact);
      };
      const stops = [
        topic.onTold((fact) => hear(fact as ChatFact)),
        topic.onArrival(() => [...known.values()]),
        topic.serve((asked, from) => answer(asked as ChatAsk, from)),
        whileOwner(group, () => {
          const stopFeed = feed.start((fact) => {
            hear(fact);
            topic.publish(fact);
          });
          return () => {
            for (const { stop } of following.values()) stop();
            following.clear();
            stopFeed();
          };
        }),
        group.onOwner(() => open.forEach((chatId) => askQuietly({ follow: chatId }))),
      ];
      return () => stops.forEach((stop) => stop());
    },
    follow: (chatId) => {
      open.add(chatId);
      askQuietly({ follow: chatId });
      return () => {
        open.delete(chatId);
        askQuietly({ unfollow: chatId });
      };
    },
    send: (chatId, message) => ask({ send: { chatId, message } }),
    markRead: (chatId) => ask({ markRead: chatId }),
  };
}

/** Messages are not kept: a tab hears them when it opens their conversation. */
function remember(known: Map<string, ChatFact>, fact: ChatFact): void {
  switch (fact.type) {
    case 'conversation-read':
      known.set(`conversation ${fact.conversation.id}`, fact);
      break;
    case 'conversation-gone':
      known.delete(`conversation ${fact.chatId}`);
      break;
    case 'last-message-read':
      known.set(`last message ${fact.chatId}`, fact);
      break;
    case 'message-arrived':
      known.set(`last message ${fact.chatId}`, { ...fact, type: 'last-message-read' });
      break;
    case 'conversation-expired':
      known.set(`expired ${fact.chatId}`, fact);
      break;
    case 'conversations-loaded':
      // Last, as it was told: what is not in the list by then does not exist.
      known.delete('loaded');
      known.set('loaded', fact);
      break;
    case 'chat-absent':
    case 'chat-source-lost':
    case 'chat-source-back':
      known.set('source', fact);
      break;
    case 'messages-read':
  }
}
