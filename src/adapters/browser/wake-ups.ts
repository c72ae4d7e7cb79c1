import { after } from './timer.js';

/** How often the clock is looked at, ms, and how late that may be before the machine is taken to have slept. */
const TICK_MS = 2000;
const SLEPT_MS = 8000;

/**
 * Tells of every moment at which a connection may have died unnoticed: the page becomes visible, is thawed or comes back, the network comes or goes,
 * or the clock jumped because the machine slept. Returns its stop.
 */
export function followWakeUps(woken: () => void): () => void {
  const shown = (): void => void (document.visibilityState === 'visible' && woken());
  document.addEventListener('visibilitychange', shown);
  // Page Lifecycle: a frozen page runs no timer (https://wicg.github.io/page-lifecycle/).
  document.addEventListener('resume', woken);
  const restored = ({ persisted }: PageTransitionEvent): void => void (persisted && woken());
  addEventListener('pageshow', restored);
  addEventListener('online', woken);
  addEventListener('offline', woken);
  let last = Date.now();
  let cancel: () => void;
  const tick = (): void => {
    const now = Date.now();
    if (Math.abs(now - last - TICK_MS) > SLEPT_MS) woken();
    last = now;
    cancel = after(TICK_MS, tick);
  };
  cancel = after(TICK_MS, tick);
  return () => {
    document.removeEventListener('visibilitychange', shown);
    document.removeEventListener('resume', woken);
    removeEventListener('pageshow', restored);
    removeEventListener('online', woken);
    removeEventListener('offline', woken);
    cancel();
  };
}
