import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { BROKEN_LINES } from './broken-lines/index.mjs';
import { besideAsterisk, VERSIONS } from './run.mjs';

/**
 * `npm run break -- 22 7 11`: breaks each line of `broken-lines/` (here: of faults 7 and 11; other words are looked for in titles) in a copy of the project, builds that, runs the one test beside
 * Asterisk 22, and expects it to fail; without a version (first) beside both, without numbers all. Prints a row for each, and ends 1 when a test did not notice.
 */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NOT_COPIED = new Set(['node_modules', 'dist', 'test-results', '.git', 'coverage', 'storybook-static']);
const TEST_LIMIT_MS = 4 * 60_000;

const words = process.argv.slice(2);
const versions = VERSIONS.includes(words[0]) ? [words.shift()] : VERSIONS;
const wanted = BROKEN_LINES.filter(
  ({ fault, test }) => words.length === 0 || words.some((word) => (/^\d+$/.test(word) ? Number(word) === fault : test.includes(word))),
);

const copy = await mkdtemp(join(tmpdir(), 'it-widgets-broken-'));
process.once('exit', () => spawnSync('rm', ['-rf', copy]));
await cp(ROOT, copy, { recursive: true, filter: (path) => !NOT_COPIED.has(basename(path)) });
await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (interrupted = true));
let unnoticed = 0;
for (const version of versions) {
  const outcome = await besideAsterisk(version, console.error, async (playwright) => {
    for (const entry of wanted) {
      if (interrupted) break;
      const { noticed, said } = await withBroken(entry, () => runTest(entry, playwright));
      if (!noticed) unnoticed += 1;
      console.log(`| ${[titleOf(entry), version, `\`${entry.source}\` \`${oneLine(entry.line)}\``, said].join(' | ')} |`);
    }
    return {};
  });
  if (outcome.missing === undefined) continue;
  console.error(outcome.missing);
  unnoticed += 1;
}
process.exitCode = unnoticed === 0 && !interrupted ? 0 : 1;

async function withBroken({ source, line, broken }, run) {
  const file = join(copy, 'src', source);
  const whole = await readFile(file, 'utf8');
  if (whole.split(line).length !== 2) return { noticed: false, said: 'NOT BROKEN: the line is not there once' };
  await writeFile(
    file,
    whole.replace(line, () => broken),
  );
  try {
    const build = spawnSync(process.execPath, ['node_modules/rollup/dist/bin/rollup', '-c', '--silent'], { cwd: copy, encoding: 'utf8' });
    if (build.status !== 0) return { noticed: false, said: `NOT BUILT: ${oneLine(build.stderr)}` };
    return await run();
  } finally {
    await writeFile(file, whole);
  }
}

function titleOf({ fault, test }) {
  return fault === undefined ? test : `[${fault}] ${test}`;
}

async function runTest({ fault, test }, playwright) {
  const report = join(copy, 'report.json');
  await rm(report, { force: true });
  const numbers = fault === undefined ? '' : `\\[${fault}\\] (?:\\[\\d+\\] )*`;
  const title = numbers + test.replaceAll(/[!-/:-@[-^`{-~]/g, '\\$&');
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  await playwright(['--reporter=json', '--retries=0', '--trace=off', `--grep=${title}`], { cwd: copy, env, timeoutMs: TEST_LIMIT_MS, stdout: 'ignore' });
  const results = testsOf(JSON.parse(await readFile(report, 'utf8').catch(() => '{"suites":[]}')).suites).flatMap(({ results }) => results);
  if (results.length !== 1) return { noticed: false, said: `NOT RUN: ${results.length} tests have this title` };
  const [{ status, duration, errors }] = results;
  const noticed = status === 'failed' || status === 'timedOut';
  return { noticed, said: noticed ? `${oneLine(errors[0]?.message ?? status)} (${(duration / 1000).toFixed(0)} s)` : `DID NOT NOTICE: ${status}` };
}

function testsOf(suites) {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [...specs.flatMap(({ tests }) => tests), ...testsOf(inner)]);
}

function oneLine(text) {
  const [said] = stripVTControlCharacters(text).split(/Call Log:/i, 1);
  return said.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim().slice(0, 200);
}
