/**
 * The script tag: runs as a classic script and as a module alike, so it imports nothing by statement and uses no `import.meta`.
 * It puts `window.itWidgets` in place at once and loads the elements from the folder beside itself.
 */
import type { ItWidgets, ScriptTagTask } from './script-tag.js';
import { VERSION } from './version.js';

/** Address of the entry module, relative to this script; put in by rollup.config.mjs, because its name holds a hash of its content. */
declare const __IT_ENTRY__: string;

type Elements = typeof import('./index.js');

/** Where this script came from; `document.currentScript` is null in a module, then the element is found by the file's name. */
function ownAddress(): string {
  const { currentScript } = document;
  if (currentScript instanceof HTMLScriptElement && currentScript.src) return currentScript.src;
  const named = [...document.querySelectorAll<HTMLScriptElement>('script[src]')].find((script) => /\/it-widgets[^/]*\.js(?:[?#]|$)/.test(script.src));
  if (!named) throw new Error('script src: expected an address whose file is named it-widgets.js, which is how the script finds the files beside it');
  return named.src;
}

function install(waiting: readonly ScriptTagTask[]): void {
  let elements: Elements | undefined;
  const address = new URL(__IT_ENTRY__, ownAddress()).href;
  const pending = [...waiting];

  const run = (task: ScriptTagTask): void => {
    try {
      task(widgets);
    } catch (thrown) {
      reportError(thrown);
    }
  };
  const load = async (): Promise<void> => {
    elements = (await import(address)) as Elements;
    pending.splice(0).forEach(run);
  };
  const ready = load();

  const widgets: ItWidgets = {
    version: VERSION,
    ready,
    provide: (...args) => (elements ? elements.provide(...args) : ready.then(() => widgets.provide(...args))),
    q: {
      push: (...tasks) => {
        if (elements) tasks.forEach(run);
        else pending.push(...tasks);
        return pending.length;
      },
    },
  };
  window.itWidgets = widgets;
}

const present = window.itWidgets;
if (!present || !('ready' in present)) install(present?.q ?? []);
else if (present.version !== VERSION) console.info(`InfiniTalk widgets ${present.version} are on this page already; ${VERSION} is not loaded.`);
