import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { holdMusic } from './hold-music.mjs';
import { LOOPBACK_ALIAS } from './network.mjs';

const run = promisify(execFile);

const TEMPLATES = fileURLToPath(new URL('./config/', import.meta.url));
/** Channel driver of each version: name of the template folder, and technology in the dialplan. */
const DRIVERS = { 16: { folder: 'chan_sip', technology: 'SIP' }, 22: { folder: 'chan_pjsip', technology: 'PJSIP' } };

/** Every SIP account: agents 1001 to 1003, supervisor 1900, and 2001, the customer's phone. */
export const ACCOUNTS = ['1001', '1002', '1003', '1900', '2001'];
export const AMI_USER = 'infinitalk';

/** Passwords of all accounts and of AMI, made anew: 32 hexadecimal digits each. */
export function makeSecrets() {
  return { ...Object.fromEntries(ACCOUNTS.map((account) => [account, secret()])), ami: secret() };
}

/**
 * Writes everything that an Asterisk reads and the folders that it writes into `directory`, which it will see as `/ast`.
 * @param {{ version: '16' | '22', root: string, directory: string, secrets: Record<string, string> }} options `root`: its unpacked tree
 * @returns {Promise<void>}
 * @throws {Error} when openssl, which makes the certificate for localhost, is missing
 */
export async function writeConfiguration({ version, root, directory, secrets }) {
  for (const folder of ['etc/keys', 'var/cache', 'var/lib', 'var/spool', 'run', 'log', 'music']) await mkdir(join(directory, folder), { recursive: true });
  const { folder, technology } = DRIVERS[version];
  const values = {
    TECH: technology,
    MODULES: await modulesOf(root),
    LOOPBACK_ALIAS,
    AMI_SECRET: secrets.ami,
    ...Object.fromEntries(ACCOUNTS.map((account) => [`SECRET_${account}`, secrets[account]])),
  };
  for (const source of [join(TEMPLATES, 'common'), join(TEMPLATES, folder)]) {
    for (const name of await readdir(source)) {
      const template = await readFile(join(source, name), 'utf8');
      await writeFile(join(directory, 'etc', name), fill(template, values, name));
    }
  }
  await writeFile(join(directory, 'music', 'hold.sln'), holdMusic());
  await makeCertificate(join(directory, 'etc/keys'));
}

function fill(template, values, name) {
  return template.replace(/@([A-Z][A-Z0-9_]*)@/g, (mark, key) => {
    if (values[key] === undefined) throw new Error(`${name}: no value for ${mark}`);
    return values[key];
  });
}

/** Debian moved the modules below the multiarch folder between the two versions. */
async function modulesOf(root) {
  const folders = ['', ...(await readdir(join(root, 'usr/lib')))].map((folder) => join('/usr/lib', folder, 'asterisk/modules'));
  const found = folders.find((folder) => existsSync(join(root, folder)));
  if (!found) throw new Error(`${root} holds no asterisk/modules: delete it, so that it is unpacked again`);
  return found;
}

async function makeCertificate(directory) {
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30', '-subj', '/CN=localhost'];
  const names = ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  await run('openssl', [...request, ...names, '-keyout', join(directory, 'key.pem'), '-out', join(directory, 'cert.pem')]).catch((cause) => {
    throw new Error(cause.code === 'ENOENT' ? 'openssl is missing: apt-get install openssl' : `openssl made no certificate: ${cause.stderr}`, { cause });
  });
}

function secret() {
  return randomBytes(16).toString('hex');
}
