/**
 * The script tag: runs as a classic script and as a module alike, so it imports nothing by statement and uses no `import.meta`.
 * It puts `window.itWidgets` in place at once and loads the elements from the folder beside itself.
 */
import type { ItWidgets, ScriptTagTask } from './script-tag.js';
import { VERSION } from './version.js';

/** Address of the entry module, relative to this script; put in by rollup.config.mjs, because its name holds a hash of its content. */
declare const __IT_ENTRY__: string;

/** Addresses, likewise, of what a phone that is drawn open loads next. */
declare const __IT_PHONE__: readonly string[];
/** Addresses, likewise, of the words by language. */
declare const __IT_WORDS__: Readonly<Record<string, string>>;

type Elements = typeof import('./index.js');

/** Where this script came from; `document.currentScript` is null in a module, then the element is found by the file's name. */
function ownAddress(): string {
  const { currentScript } = document;
  if (currentScript instanceof HTMLScriptElement && currentScript.src) return currentScript.src;
  const named = [...document.querySelectorAll<HTMLScriptElement>('script[src]')].find((script) => /\/it-widgets[^/]*\.js(?:[?#]|$)/.test(script.src));
  if (!named) throw new Error('script src: expected an address whose file is named it-widgets.js, which is how the script finds the files beside it');
  return named.src;
}

/** Begins to load a module, so that it is there when it is imported. */
function preload(href: string): void {
  document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }));
}

function install(waiting: readonly ScriptTagTask[]): void {
  let elements: Elements | undefined;
  const base = ownAddress();
  const address = new URL(__IT_ENTRY__, base).href;
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
  // A launcher does not wait for more than the entry; a phone drawn open would ask for all of it one after the other.
  if (document.querySelector('it-softphone:not([launcher])')) {
    const words = __IT_WORDS__[document.documentElement.lang.slice(0, 2)] ?? __IT_WORDS__['ja']!;
    for (const file of [...__IT_PHONE__, words]) preload(new URL(file, base).href);
  }

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
