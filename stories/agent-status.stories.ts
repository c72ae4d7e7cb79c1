import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { ErrorCode } from '../src/it-error.js';
import { ago } from './calls.js';
import { statesOf, type Stage } from './stage.js';

const status = statesOf('it-agent-status');

export default { title: 'Agent status' } satisfies Meta;

/** The server has said that code for 12 minutes 45 seconds. */
function shows(code: number, chosen = 0): StoryObj {
  return status(({ agentFeed }) => agentFeed.becomes({ code, chosen, since: ago(765) }));
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
export const Code1 = shows(1, 1);
export const Code2 = shows(2, 2);
export const Code3 = shows(3, 3);
export const Code7 = shows(7, 7);
export const Code78 = shows(78);
export const Code79 = shows(79);
export const Code88 = shows(88);
export const Code89 = shows(89);
export const Code98 = shows(98);
export const Code99 = shows(99);
export const UnknownCode = shows(42);

export const Menu = status(async ({ click, see }) => {
  await click('[part=button]');
  await see('[part=option]');
});
export const MenuInCall = status(async ({ agentFeed, click, see }) => {
  agentFeed.becomes({ code: 99, chosen: 0, since: ago(272) });
  await click('[part=button]');
  await see('[part=option]');
});
export const Requested = status(async (stage) => {
  stage.agentFeed.grantsAtOnce = false;
  await choosesLogOff(stage);
  await stage.see('.pending');
});
export const QueuedBehindCall = status(({ agentFeed }) => agentFeed.becomes({ code: 99, chosen: 0, since: ago(272), requested: 3 }));
export const StatusRefused = status(async (stage) => {
  stage.agentFeed.grantsAtOnce = false;
  await choosesLogOff(stage);
  stage.agentFeed.refuses(1, '通話中のため変更できません。');
  await stage.see('[role=alert]');
});
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
