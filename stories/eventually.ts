/** Polls until `found` gives something; fails with `what` after a limit. */
export async function eventually<T>(what: string, found: () => T | null | undefined | false, limitMs = 4000): Promise<T> {
  const limit = performance.now() + limitMs;
  for (;;) {
    const value = found();
    if (value) return value;
    if (performance.now() > limit) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
