import type { TabGroup } from './tab-group.js';

/** Runs what `begin` starts as long as this tab is the owner, now and each time anew, until the returned function is called. */
export function whileOwner(group: TabGroup, begin: () => () => void): () => void {
  let end: (() => void) | undefined;
  const stop = group.onRole((role) => {
    if (role === 'owner') end ??= begin();
    else {
      end?.();
      end = undefined;
    }
  });
  return () => {
    stop();
    end?.();
  };
}
