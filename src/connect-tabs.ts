import { microphoneGranted } from './adapters/browser/microphone-permission.js';
import { browserPageLife, type Attention } from './adapters/browser/page-life.js';
import type { DataSource } from './adapters/late-source.js';
import type { CallMedia } from './adapters/media/call-media.js';
import { CallRecords } from './adapters/tabs/call-records.js';
import { PoppedCalls } from './adapters/tabs/popped-calls.js';
import type { RecoverableLine } from './adapters/tabs/recovered-call.js';
import { sharedChat } from './adapters/tabs/shared-chat.js';
import { SharedLine } from './adapters/tabs/shared-line.js';
import { sharedSource } from './adapters/tabs/shared-source.js';
import { Superseded } from './adapters/tabs/superseded.js';
import { TabGroup } from './adapters/tabs/tab-group.js';
import type { ChatFeed } from './chat/chat-feed.js';
import type { ItConfig } from './config/config.js';
import type { Call } from './phone/call.js';
import type { LineCommand } from './phone/line.js';
import { newUuid } from './uuid.js';

/** A tab that is asked to show a contact and does not answer within this time, ms, is gone or frozen: the next one is asked. */
const SHOW_LIMIT_MS = 500;

/** The tabs of one account, as the composition root uses them. */
export interface Tabs {
  /** What in this browser belongs to the account's calls: `popped` outlives the page. */
  readonly popped: PoppedCalls;
  /** This tab holds the line and the listeners, and decides for all. */
  leads(): boolean;
  /** This tab is the one that rings. */
  rings(): boolean;
  /** Called when that may have changed. */
  onRings(listener: () => void): () => void;
  /** Another tab can be seen. */
  seenElsewhere(): boolean;
  /** Called when one comes into view, and none was before. */
  onSeenElsewhere(listener: () => void): () => void;
  /**
   * Runs `begin` now, before anybody knows who owns the line and before the line's own code is there, and each time that this tab becomes its owner; what
   * it returns runs when this tab turns out not to own the line or not to be allowed to register, and when it leaves.
   */
  aheadOfLine(begin: () => () => void): void;
  shareLine(makeLine: () => RecoverableLine): SharedLine;
  shareSource(source: DataSource): DataSource;
  shareChat(feed: ChatFeed): ChatFeed;
  /** Has the contact of a call shown in the tab that the agent looks at. */
  pop(call: Call): Promise<void>;
  /** How this tab shows one when it is asked to. */
  onPop(show: (call: Call) => void): () => void;
  /** The other tabs sign out, and nothing of the account stays in the origin's storage. */
  signOut(): void;
  onSignedOut(listener: () => void): () => void;
  /** Joins the others. */
  start(): void;
  /** Lets everything go, whether or not it was started. */
  leave(): void;
}

/** The part of the composition root that joins the tabs of one account in one browser. */
export function joinTabs(config: ItConfig, media: CallMedia): Tabs {
  const key = tabsKey(config);
  const life = browserPageLife();
  const group = new TabGroup({ key, life, now: Date.now, newId: newUuid });
  group.reserve();
  const records = new CallRecords(key, Date.now);
  const superseded = new Superseded(key);
  const popped = new PoppedCalls(key);
  const popTopic = group.topic('contact-pop');
  const microphoneTopic = group.topic('microphone');
  const stopServing = microphoneTopic.serve(() => Promise.resolve(media.microphoneWasOpened || life.attention.visible));
  let endAhead: (() => void) | undefined;
  const endWhatIsAhead = (): void => {
    endAhead?.();
    endAhead = undefined;
  };
  return {
    popped,
    leads: () => group.role === 'owner',
    rings: () => group.tabsBy(mayRing)[0] === group.tabId,
    onRings: (listener) => {
      const stops = [group.onTabs(listener), group.onOwner(listener)];
      return () => stops.forEach((stop) => stop());
    },
    seenElsewhere: () => group.isSeenElsewhere,
    onSeenElsewhere: (listener) => {
      let before = group.isSeenElsewhere;
      return group.onTabs(() => {
        const comes = group.isSeenElsewhere && !before;
        before = group.isSeenElsewhere;
        if (comes) listener();
      });
    },
    aheadOfLine: (begin) => {
      endAhead = begin();
      group.onRole((role) => {
        if (role === 'owner' && !superseded.get()) endAhead ??= begin();
        else endWhatIsAhead();
      });
    },
    shareLine: (makeLine) =>
      new SharedLine({
        group,
        records,
        superseded,
        makeLine,
        needsThisTab: async ({ type }) =>
          // What another version of the widgets holds it does not share.
          group.role === 'foreign' ? type === 'claim' : opensMicrophone(type) && !(await microphoneGranted()) && !(await microphoneTopic.ask(undefined)),
        soundAllowed: () => media.gate.opened(),
        now: Date.now,
      }),
    shareSource: (source) => sharedSource(group, source),
    shareChat: (feed) => sharedChat(group, feed),
    pop: async (call) => {
      for (const to of group.tabsBy(lookedAt)) {
        const shown = popTopic.ask(call, { to, limitMs: SHOW_LIMIT_MS }).then(
          () => true,
          () => false,
        );
        if (await shown) return;
      }
    },
    onPop: (show) => popTopic.serve(async (call) => show(call as Call)),
    signOut: () => {
      popped.clear();
      group.signOut();
    },
    onSignedOut: (listener) => group.onSignedOut(listener),
    start: () => group.start(),
    leave: () => {
      stopServing();
      endWhatIsAhead();
      group.stop();
    },
  };
}

/** Tenant, agent and domain; nothing secret, since lock names and storage keys can be read by everything on the page's origin. */
function tabsKey({ contract, agent, customer, sip }: ItConfig): string {
  const line = sip ? ` ${sip.extension}@${sip.domain}` : '';
  return `it-widgets ${contract.customerId ?? ''} ${contract.agreementId} ${customer?.chatId ?? agent.id}${line}`;
}

/** Only a page that was touched may make a sound; among those the owner, which is certain to be alive. */
function mayRing({ activated, focusedAt }: Attention, isOwner: boolean): number {
  return (activated ? 1e14 : 0) + (isOwner ? 1e13 : 0) + focusedAt / 10;
}

function lookedAt({ visible, focusedAt }: Attention): number {
  return (visible ? 1e14 : 0) + focusedAt;
}

function opensMicrophone(type: LineCommand['type']): boolean {
  return type === 'dial' || type === 'answer';
}
