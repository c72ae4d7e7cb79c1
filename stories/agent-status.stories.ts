import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { ErrorCode } from '../src/it-error.js';
import { KNOWN } from './memory-provider.js';
import { COLLEAGUE, QUEUE_CALL, ago, rings, talks } from './calls.js';
import { statesOf, type Scene, type Stage } from './stage.js';

/** A contradiction is said once it has lasted 5 s; ms. */
const SOON_SAID = 8000;

const status = statesOf('it-agent-status');

export default { title: 'Agent status' } satisfies Meta;

/** The server has said that code for 12 minutes 45 seconds. */
function shows(code: number, chosen = code): StoryObj {
  return status(({ agentFeed }) => agentFeed.becomes({ code, chosen, since: ago(765) }));
}

/** The server says that code, because of a call which is there. */
function during(code: number, call: Scene): StoryObj {
  return status(async (stage) => {
    await call(stage);
    stage.agentFeed.becomes({ code, chosen: 0, since: ago(272) });
  });
}

/** A call of the queue is talked on, and 離席 waits for its end. */
async function queues({ agentFeed, see, ...stage }: Stage): Promise<void> {
  talks(stage);
  agentFeed.becomes({ code: 99, chosen: 0, since: ago(272), requested: 3 });
  await see('[part=next]');
}

function absent(reason: ErrorCode): StoryObj {
  return status(({ agentFeed }) => agentFeed.isAbsent(reason));
}

/** Opens the menu and takes its last status, ログオフ. */
async function choosesLogOff({ click, see }: Stage): Promise<void> {
  await click('[part=button]');
  await click('[part=option]:last-child');
  await see('.bar');
}

export const Code0 = shows(0);
export const Code1 = shows(1);
export const Code2 = shows(2);
export const Code3 = shows(3);
export const Code7 = shows(7);
export const Code78 = during(78, ({ phone }) => phone.dial(KNOWN));
export const Code79 = during(79, async ({ line, phone }) => line.farAnswers(await phone.dial(KNOWN)));
export const Code88 = during(88, (stage) => rings(stage, COLLEAGUE));
export const Code89 = during(89, (stage) => talks(stage, COLLEAGUE));
export const Code98 = during(98, (stage) => rings(stage, QUEUE_CALL));
export const Code99 = during(99, (stage) => talks(stage));
export const UnknownCode = shows(42, 0);
export const AutoWorkWithTimeLeft = status(({ agentFeed }) => agentFeed.becomes({ code: 7, chosen: 7, since: ago(25), autoWorkEndsAt: Date.now() + 95_000 }));

/** The microphone is not to be had so; the menu is open. */
function menuWithout(access: 'prompt' | 'denied' | 'missing'): StoryObj {
  return status(async ({ audio, agentFeed, click, see }) => {
    agentFeed.becomes({ code: 3, chosen: 3, since: ago(765) });
    audio.tell({ type: 'access-changed', access });
    await click('[part=button]');
    await see('#not-ready');
  });
}

export const MenuWithoutPermission = menuWithout('prompt');
export const MenuWithMicrophoneRefused = menuWithout('denied');
export const MenuWithoutMicrophone = menuWithout('missing');
export const Menu = status(async ({ click, see }) => {
  await click('[part=button]');
  await see('[part=option]');
});
export const MenuInCall = status(async (stage) => {
  await queues(stage);
  await stage.click('[part=button]');
  await stage.see('[part=option]');
});
export const Requested = status(async (stage) => {
  stage.agentFeed.grantsAtOnce = false;
  await choosesLogOff(stage);
  await stage.see('.pending');
});
export const QueuedBehindCall = status(queues);
export const Withdrawing = status(async (stage) => {
  await queues(stage);
  stage.agentFeed.isLost();
  await stage.click('[part=next] button');
  await stage.see('[part=next] button:disabled');
});
export const CallHereUnknownToServer = status(async (stage) => {
  talks(stage);
  await stage.see('[part=disagreement]', SOON_SAID);
});
export const CallThereUnknownToPhone = status(async ({ agentFeed, see }) => {
  agentFeed.becomes({ code: 99, chosen: 0, since: ago(272) });
  await see('[part=disagreement]', SOON_SAID);
});
export const StatusRefused = status(async (stage) => {
  stage.agentFeed.grantsAtOnce = false;
  await choosesLogOff(stage);
  stage.agentFeed.refuses(1, '通話中のため変更できません。');
  await stage.see('[role=alert]');
});
/** A call rang out. */
function setByServer(reason: string): StoryObj {
  return status(async ({ agentFeed, see }) => {
    agentFeed.becomes({ code: 3, chosen: 3, since: ago(12), reason });
    await see('[part=reason]');
  });
}

export const AwayByServer = setByServer('no-answer');
export const AwayByServerInItsWords = setByServer('応答がなかったため離席にしました。');
export const CannotBeWritten = status(async (stage) => {
  stage.agentFeed.unwritable = 'data-denied';
  await choosesLogOff(stage);
  await stage.see('[role=alert]');
});
export const Stale = status(({ agentFeed }) => agentFeed.isLost());
export const TenantNotAllowed = absent('tenant-not-allowed');
export const NoTelephony = absent('no-telephony');
export const NoDataSource = absent('no-data-source');
export const DataDenied = absent('data-denied');
