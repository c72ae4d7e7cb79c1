const two = (n: number): string => String(n).padStart(2, '0');

/** Milliseconds as `04:32`, from an hour on `1:04:32`; never negative, so that a server's clock ahead of ours shows 00:00. */
export function callTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}

/** Milliseconds as `00:12:45`, the form of the time in a status. */
export function statusTime(ms: number): string {
  const time = callTime(ms);
  return time.length === 5 ? `00:${time}` : time.padStart(8, '0');
}
