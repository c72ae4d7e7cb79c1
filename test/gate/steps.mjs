import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { run } from './command.mjs';
import { failed, missing, passed, playwrightOutcome, sum, unitOutcome } from './counts.mjs';
import { ensureChromium } from './ensure-chromium.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MINUTE = 60_000;
const NODE_REPORTERS = [
  '--test-reporter=spec',
  '--test-reporter-destination=stdout',
  '--test-reporter=./test/gate/node-counts.mjs',
  '--test-reporter-destination=stderr',
];
const LOADER = 'dist/cdn/it-widgets.js';

/**
 * Every step of the gate, in order: what it needs to have run before, and what it does. None runs longer than its limits.
 * @type {Record<string, { after: readonly string[], run: () => Promise<import('./counts.mjs').Outcome> }>}
 */
export const STEPS = {
  lint: { after: [], run: () => allOf([tool('eslint', ['.'], 5), tool('prettier', ['--check', '--log-level=warn', '.'], 2)]) },
  types: { after: [], run: () => allOf(['.', 'test', 'test/unit'].map((project) => tool('tsc', ['-p', project], 2))) },
  build: { after: [], run: () => allOf([() => run('npm', ['run', '--silent', 'build'], { cwd: ROOT, timeoutMs: 6 * MINUTE }), checkBuild]) },
  unit: { after: [], run: () => inChromium(unit) },
  stories: { after: [], run: () => inChromium(stories) },
  pbx: { after: [], run: () => nodeTests('test/pbx') },
  'ami-manager': { after: [], run: async () => sum([await nodeTests('test/ami-manager'), await amiManager()]) },
  firestore: { after: [], run: firestore },
  bench: { after: ['build'], run: () => inChromium(() => nodeTests('test/bench')) },
  e2e: { after: ['build'], run: () => inChromium(endToEnd) },
  peers: { after: ['build'], run: () => inChromium(peers) },
  firefox: { after: ['build'], run: () => inChromium(firefox) },
  'start-real': { after: [], run: startReal },
};

/** A command of the installed dependencies, to be run later; resolves to why it failed. */
function tool(name, args, minutes, env) {
  return () => run(join(ROOT, 'node_modules', '.bin', name), args, { cwd: ROOT, timeoutMs: minutes * MINUTE, env });
}

/** Counts as one test, which fails for the first reason. */
async function allOf(commands) {
  for (const command of commands) {
    const reason = await command();
    if (reason) return failed(reason);
  }
  return passed();
}

/** Whatever package.json offers has to be there, and the script tag has to parse as a classic script. */
function checkBuild() {
  const { exports, types } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const promised = [types, ...Object.values(exports).flatMap((target) => (typeof target === 'string' ? target : Object.values(target)))];
  const absent = promised.find((file) => !existsSync(join(ROOT, file)));
  if (absent) return `package.json promises ${absent}, which the build did not make`;
  try {
    new Script(readFileSync(join(ROOT, LOADER), 'utf8'));
  } catch (error) {
    return `${LOADER} is no classic script: ${error.message}`;
  }
}

async function inChromium(step) {
  const chromium = await ensureChromium();
  return chromium.path ? step(chromium.path) : missing(chromium.missing);
}

async function unit(chromium) {
  return withFile(async (file) => unitOutcome(file, await tool('wtr', [], 6, { CHROME_PATH: chromium, IT_COUNTS_FILE: file })()));
}

/** Counts each story as a test. */
async function stories(chromium) {
  const trouble = await run('npm', ['run', '--silent', 'build:storybook'], { cwd: ROOT, timeoutMs: 3 * MINUTE });
  if (trouble) return failed(trouble);
  return withFile(async (file) =>
    playwrightOutcome(file, await tool('playwright', ['test', '--project=stories', '--reporter=list,json'], 8, reportTo(file, chromium))()),
  );
}

/** `node --test` over the `*.test.mjs` of a folder. */
function nodeTests(folder) {
  const files = readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith('.test.mjs'))
    .map((file) => join(folder, file));
  return countedNodeTests([process.execPath, '--test', ...NODE_REPORTERS, ...files]);
}

function countedNodeTests([command, ...args]) {
  return withFile(async (file) => unitOutcome(file, await run(command, args, { cwd: ROOT, timeoutMs: 5 * MINUTE, env: { IT_COUNTS_FILE: file } })));
}

/** Both versions beside each other: there is no audio in it. */
async function amiManager() {
  const { runAmiManager } = await import('../ami-manager/run.mjs');
  const versions = ['16', '22'].map((version) =>
    withFile(async (file) => {
      const ended = await runAmiManager(version, { args: NODE_REPORTERS, env: { IT_COUNTS_FILE: file }, stdout: 'pipe' });
      if (ended.missing !== undefined) return missing(ended.missing);
      console.log(ended.output);
      return unitOutcome(file, ended.exitCode === 0 ? undefined : `Asterisk ${version}: the tests exited with ${ended.exitCode}`);
    }),
  );
  return sum(await Promise.all(versions));
}

/** Runs a step once its parts are here; what can be had is got. */
async function withParts(parts, step) {
  const lacking = (await Promise.all(parts)).flatMap((part) => part.missing ?? []);
  return lacking.length === 0 ? step() : missing(lacking.join(' · '));
}

async function firestore() {
  const { ensureAuthEmulator, findFirestoreEmulator } = await import('../../demo/firebase/parts.mjs');
  return withParts([findFirestoreEmulator(), ensureAuthEmulator()], () => nodeTests('test/firestore'));
}

async function startReal() {
  const { ensureAsterisk } = await import('../../demo/asterisk/asterisk.mjs');
  const { ensureAuthEmulator, findFirestoreEmulator } = await import('../../demo/firebase/parts.mjs');
  const { startRealTests } = await import('../start-real/run.mjs');
  const parts = [findFirestoreEmulator(), ensureAuthEmulator(), ensureAsterisk('16'), ensureAsterisk('22')];
  return withParts(parts, () => countedNodeTests(startRealTests(NODE_REPORTERS)));
}

async function endToEnd(chromium) {
  return withFile(async (file) =>
    playwrightOutcome(file, await tool('playwright', ['test', '--project=embedded', '--reporter=list,json'], 20, reportTo(file, chromium))()),
  );
}

async function peers(chromium) {
  const { runPeers } = await import('../peers/run.mjs');
  const runOn = (version, words, env) => runPeers(version, { reporterArgs: words, env, timeoutMs: 50 * MINUTE });
  return onStages(['16', '22'], (version) => `Asterisk ${version}`, runOn, chromium);
}

/** The embedded stack with the customer in Chromium, then Asterisk 22; 16 by hand. */
async function firefox(chromium) {
  const { runFirefox } = await import('../firefox/run.mjs');
  return onStages(['embedded', '22'], String, (stage, words, env) => runFirefox(stage, { words, env, timeoutMs: 8 * MINUTE }), chromium);
}

/** Playwright's tests on one stage after the other; the notes say on which. */
async function onStages(stages, nameOf, runOn, chromium) {
  const outcomes = [];
  for (const stage of stages) {
    const outcome = await withFile(async (file) => {
      const ended = await runOn(stage, ['--reporter=list,json'], reportTo(file, chromium));
      if (ended.missing !== undefined) return missing(ended.missing);
      return playwrightOutcome(file, ended.exitCode === 0 ? undefined : `Playwright exited with ${ended.exitCode}`);
    });
    outcomes.push({ ...outcome, notes: outcome.notes.map((note) => `${nameOf(stage)}: ${note}`) });
  }
  return sum(outcomes);
}

function reportTo(file, chromium) {
  return { CHROME_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
}

async function withFile(use) {
  const folder = mkdtempSync(join(tmpdir(), 'it-widgets-test-'));
  try {
    return await use(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
