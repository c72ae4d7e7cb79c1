/** Ending takes no longer: each part is ended hard after 5 s. */
const STOP_LIMIT_MS = 15_000;

/**
 * Runs a demo until Ctrl-C: says where it is, and what went wrong in one sentence with exit code 1.
 * @param {() => Promise<{ url: string, sipUrl: string, stop: () => Promise<void> }>} start
 * @param {string} pbx what answers at `sipUrl`
 */
export async function runDemo(start, pbx) {
  /** @type {{ stop: () => Promise<void> } | undefined} */
  let demo;
  let stopping = false;
  const stop = async () => {
    // npm passes on the signal that the terminal has sent already.
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    await demo?.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop().catch(fail));
  try {
    const started = await start();
    demo = started;
    const pages = { Start: '', 'text-service': 'text-service/', CRM: 'crm/', Customer: 'customer/', Chat: 'chat/?group=G01' };
    for (const [name, path] of Object.entries(pages)) say(name, `${started.url}${path}`);
    say(pbx, started.sipUrl);
    console.log('Ctrl-C stops.');
  } catch (error) {
    fail(error);
  }
}

function say(name, address) {
  console.log(`${name.padEnd(14)}${address}`);
}

function fail(error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
