/**
 * Runs once after `ms`; returns its cancel. In a hidden tab Chromium wakes timers that timers started only once a minute
 * (https://developer.chrome.com/blog/timer-throttling-in-chrome-88): one that is started by a message is woken every second.
 */
export function after(ms: number, run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    timer = setTimeout(run, ms);
  };
  port2.postMessage(undefined);
  return () => {
    port1.close();
    clearTimeout(timer);
  };
}
