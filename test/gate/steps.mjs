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
const LOADER = 'dist/cdn/it-widgets.js';

/**
 * Every step of the gate, in order: what it needs to have run before, and what it does. None runs longer than its limits.
 * @type {Record<string, { after: readonly string[], run: () => Promise<import('./counts.mjs').Outcome> }>}
 */
export const STEPS = {
  lint: { after: [], run: () => allOf([tool('eslint', ['.'], 5), tool('prettier', ['--check', '--log-level=warn', '.'], 2)]) },
  types: { after: [], run: () => allOf(['.', 'test', 'test/unit'].map((project) => tool('tsc', ['-p', project], 2))) },
  build: { after: [], run: () => allOf([() => run('npm', ['run', '--silent', 'build'], { cwd: ROOT, timeoutMs: 3 * MINUTE }), checkBuild]) },
  unit: { after: [], run: () => inChromium(unit) },
  pbx: { after: [], run: () => nodeTests('test/pbx') },
  'ami-manager': { after: [], run: () => nodeTests('test/ami-manager') },
  e2e: { after: ['build'], run: () => inChromium(endToEnd) },
  peers: { after: ['build'], run: () => inChromium(peers) },
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

/** `node --test` over the `*.test.mjs` of a folder. */
function nodeTests(folder) {
  const files = readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith('.test.mjs'))
    .map((file) => join(folder, file));
  const reporters = [
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=./test/gate/node-counts.mjs',
    '--test-reporter-destination=stderr',
  ];
  return withFile(async (file) =>
    unitOutcome(file, await run(process.execPath, ['--test', ...reporters, ...files], { cwd: ROOT, timeoutMs: 5 * MINUTE, env: { IT_COUNTS_FILE: file } })),
  );
}

async function endToEnd(chromium) {
  return withFile(async (file) =>
    playwrightOutcome(file, await tool('playwright', ['test', '--project=embedded', '--reporter=list,json'], 20, reportTo(file, chromium))()),
  );
}

async function peers(chromium) {
  const { runPeers } = await import('../peers/run.mjs');
  const outcomes = [];
  for (const version of ['16', '22']) {
    const outcome = await withFile(async (file) => {
      const ended = await runPeers(version, { reporterArgs: ['--reporter=list,json'], env: reportTo(file, chromium), timeoutMs: 14 * MINUTE });
      if (ended.missing !== undefined) return missing(ended.missing);
      return playwrightOutcome(file, ended.exitCode === 0 ? undefined : `Playwright exited with ${ended.exitCode}`);
    });
    outcomes.push({ ...outcome, notes: outcome.notes.map((note) => `Asterisk ${version}: ${note}`) });
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
