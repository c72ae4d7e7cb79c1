import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { connectAmi } from '../../demo/asterisk/ami.mjs';
import { startAsterisk } from '../../demo/asterisk/asterisk.mjs';

// Records what AMI says during every scenario: node test/ami-manager/record.mjs 16|22 [part of a scenario's name]
// One file for each: recordings/<version>/<scenario>.json, which the tests of the reducers replay.

/** Events that say nothing about calls or agents. */
const UNRELATED =
  /^(RTCP|VarSet|Newexten|SuccessfulAuth|ChallengeSent|RequestNotSupported|DeviceStateChange|ContactStatus|PeerStatus|Registry|ChannelTalking|CEL|Cdr|MusicOnHold|TestEvent|FullyBooted|LocalOptimization)/;
const VARIABLES = /^SIPCALLID$/;
const QUIET_MS = 700;

const [version, part = ''] = process.argv.slice(2);
if (process.env.IT_PEER) await record(JSON.parse(process.env.IT_PEER));
else await runInside();

async function runInside() {
  const asterisk = await startAsterisk({ version });
  if (asterisk.missing !== undefined) throw new Error(asterisk.missing);
  const { wsUrl, secrets, ami } = asterisk;
  const [command, ...args] = asterisk.inside([process.execPath, fileURLToPath(import.meta.url), version, part]);
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, IT_PEER: JSON.stringify({ version, wsUrl, secrets, ami }) } });
  process.exitCode = await new Promise((resolve) => child.once('exit', resolve));
  await asterisk.stop();
}

async function record({ wsUrl, secrets, ami: address }) {
  const { openPhone } = await import('./phone.mjs');
  const { SCENARIOS } = await import('./scenarios.mjs');
  const ami = await connectAmi(address);
  const events = [];
  let last = Date.now();
  ami.listen((event) => {
    last = Date.now();
    if (event.Event === 'VarSet' ? VARIABLES.test(event.Variable) : !UNRELATED.test(event.Event)) events.push(event);
  });
  const quiet = async () => {
    while (Date.now() - last < QUIET_MS) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const open = async (extension) => [extension, await openPhone({ wsUrl, extension, password: secrets[extension] })];
  const phones = Object.fromEntries(await Promise.all(['1001', '1002', '1900', '2001'].map(open)));
  const folder = fileURLToPath(new URL(`recordings/${version}/`, import.meta.url));
  await mkdir(folder, { recursive: true });
  for (const [name, play] of Object.entries(SCENARIOS).filter(([each]) => each.includes(part))) {
    await quiet();
    events.length = 0;
    const started = Date.now();
    try {
      await play({ phones, ami, technology: version === '16' ? 'SIP' : 'PJSIP' });
      console.log(`${version} ${name}: ${Date.now() - started} ms`);
    } catch (error) {
      console.log(`${version} ${name}: FAILED ${error.message}`);
    }
    last = Date.now();
    await quiet();
    await writeFile(`${folder}${name.replaceAll(' ', '-').replaceAll(',', '')}.json`, `${JSON.stringify(events.map(relevant), null, 1)}\n`);
  }
  for (const phone of Object.values(phones)) phone.close();
  ami.close();
  process.exit();
}

/** Nothing of the machine, nothing that changes without meaning. */
function relevant(event) {
  const { Privilege: _privilege, SystemName: _name, Context: _context, Priority: _priority, Language: _language, AccountCode: _code, ...rest } = event;
  return Object.fromEntries(Object.entries(rest).filter(([key]) => !/(Language|AccountCode|Priority|Context|StateDesc)$/.test(key)));
}
