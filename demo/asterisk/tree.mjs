import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The Debian suite that carries each version, and its SIP channel driver: 16 is the last one with chan_sip in Debian. */
const SUITES = { 16: 'bullseye', 22: 'forky' };
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** bash and coreutils make the tree usable as a root of its own; base-files holds the links /bin → /usr/bin and must be unpacked first. */
const PACKAGES = ['asterisk', 'base-files', 'bash', 'coreutils'];
const DOWNLOAD_LIMIT_MS = 5 * 60_000;
const UNPACKING = '.unpacking-';

/**
 * Unpacks Asterisk from Debian packages into a directory that can be a root (chroot); nothing is installed into the system.
 * The tree stays in `${XDG_CACHE_HOME:-~/.cache}/infinitalk-widgets/asterisk/<version>-<package version>` and is used again without
 * asking the network; delete it to get a newer one. About 10 s and 250 MB for each version. Safe to be called by two processes at once.
 * @param {'16' | '22'} version
 * @param {{ log?: (line: string) => void }} [options] `log` gets a line for what takes long
 * @returns {Promise<{ root: string, packageVersion: string } | { missing: string }>} `missing`: why it cannot be had here, and what would help
 */
export async function ensureTree(version, { log = () => {} } = {}) {
  if (!(version in SUITES)) throw new TypeError(`version must be '16' or '22', not ${JSON.stringify(version)}`);
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'infinitalk-widgets', 'asterisk');
  const cached = await newestTree(cache, version);
  if (cached) return cached;
  const missing = await unfitness();
  if (missing) return { missing: `Asterisk ${version}: ${missing}` };
  try {
    await mkdir(cache, { recursive: true });
    await sweep(cache);
    log(`Unpacking Asterisk ${version} into ${cache} …`);
    return await unpack(cache, version);
  } catch (error) {
    return {
      missing: `Asterisk ${version} could not be unpacked from Debian's packages (needs the Debian mirror of this machine's apt sources): ${reasonOf(error)}`,
    };
  }
}

async function newestTree(cache, version) {
  const names = existsSync(cache) ? await readdir(cache) : [];
  const trees = names.filter((name) => name.startsWith(`${version}-`)).sort(new Intl.Collator('en', { numeric: true }).compare);
  const name = trees.at(-1);
  return name && { root: join(cache, name), packageVersion: name.slice(version.length + 1) };
}

/** Why no tree can be unpacked on this machine. */
async function unfitness() {
  const help = 'it is unpacked from Debian packages by root on Debian (e.g. in a Debian container with CAP_SYS_ADMIN and CAP_NET_ADMIN)';
  if (process.platform !== 'linux' || (await osRelease()).ID !== 'debian') return `this is not Debian; ${help}`;
  if (process.getuid() !== 0) return `not root; ${help}`;
  for (const [command, flag] of [
    ['apt-get', '--version'],
    ['dpkg', '--version'],
  ]) {
    if (!(await works(command, flag))) return `${command} is missing; ${help}`;
  }
  if (!existsSync(KEYRING)) return `${KEYRING} is missing: apt-get install debian-archive-keyring`;
  return undefined;
}

async function unpack(cache, version) {
  const work = await mkdtemp(join(cache, `${UNPACKING}${process.pid}-`));
  try {
    const archives = await download(work, SUITES[version]);
    const root = join(work, 'root');
    await mkdir(root);
    for (const archive of archives) await run('dpkg', ['-x', archive, root]);
    for (const unread of ['doc', 'man', 'info', 'locale']) await rm(join(root, 'usr/share', unread), { recursive: true, force: true });
    // No name server can be reached from where it runs, and a look-up that waits for one would delay its start.
    await writeFile(join(root, 'etc/resolv.conf'), '');
    const packageVersion = await versionOf(archives.find((path) => /\/asterisk_[^/]*$/.test(path)));
    const place = join(cache, `${version}-${packageVersion}`);
    await rename(root, place).catch((error) => {
      // Another process was faster: its tree is as good.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
    return { root: place, packageVersion };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Downloads with an apt state of its own, so that the system's lists and packages stay untouched. The archives in the order to unpack them. */
async function download(work, suite) {
  const apt = join(work, 'apt');
  for (const path of ['state/lists/partial', 'cache/archives/partial', 'etc']) await mkdir(join(apt, path), { recursive: true });
  await writeFile(join(apt, 'status'), '');
  await writeFile(join(apt, 'etc/sources.list'), `deb [signed-by=${KEYRING}] ${await mirror()} ${suite} main\n`);
  const settings = {
    'Dir::State': join(apt, 'state'),
    'Dir::State::status': join(apt, 'status'),
    'Dir::Cache': join(apt, 'cache'),
    'Dir::Etc::sourcelist': join(apt, 'etc/sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'APT::Install-Recommends': 'false',
    'APT::Get::Assume-Yes': '1',
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
    'Debug::NoLocking': '1',
  };
  const options = Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  await run('apt-get', [...options, '-qq', 'update'], { timeout: DOWNLOAD_LIMIT_MS });
  await run('apt-get', [...options, '-qq', '--download-only', 'install', ...PACKAGES], { timeout: DOWNLOAD_LIMIT_MS });
  const directory = join(apt, 'cache/archives');
  const archives = (await readdir(directory)).filter((name) => name.endsWith('.deb'));
  const first = (name) => (name.startsWith('base-files_') ? 0 : 1);
  return archives.sort((a, b) => first(a) - first(b)).map((name) => join(directory, name));
}

/** The mirror from which this machine gets its own Debian release, whichever way its sources are written. */
async function mirror() {
  const codename = (await osRelease()).VERSION_CODENAME;
  const { stdout } = await run('apt-get', ['--print-uris', 'update']);
  const uri = stdout.match(new RegExp(`^'(\\S+)/dists/${codename}/InRelease'`, 'm'))?.[1];
  if (!uri) throw new Error(`no source for ${codename} in the apt sources`);
  return uri;
}

async function versionOf(archive) {
  const { stdout } = await run('dpkg-deb', ['--field', archive, 'Version']);
  // The epoch's colon does not go well with paths; Debian's own file names leave it out too.
  return stdout.trim().replace(/^\d+:/, '');
}

/** Removes what processes left that were killed while unpacking. */
async function sweep(cache) {
  for (const name of await readdir(cache)) {
    const pid = name.startsWith(UNPACKING) && Number(name.slice(UNPACKING.length).split('-')[0]);
    if (pid && !existsSync(`/proc/${pid}`)) await rm(join(cache, name), { recursive: true, force: true });
  }
}

async function osRelease() {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return Object.fromEntries([...text.matchAll(/^(\w+)="?([^"\n]*)"?$/gm)].map(([, key, value]) => [key, value]));
}

function works(command, ...args) {
  return run(command, args).then(
    () => true,
    () => false,
  );
}

function reasonOf(error) {
  return (error.stderr || error.message).trim().split('\n').at(-1);
}
