const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** One attempt to listen: `arrived` after every snapshot, `failed` when the listener is dead. Returns its stop. */
export type Listen = (arrived: () => void, failed: (error: unknown) => void) => () => void;

/**
 * Listens, and listens again after an error: Firestore ends a listener for good when rules refuse it or its index is missing, and rules come back.
 * Waits 0.5 s at first, twice as long each time, 30 s at most, each time with jitter; a snapshot that arrives starts over. Returns the stop.
 */
export function keepListening(listen: Listen, refused: (error: unknown) => void): () => void {
  let attempts = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop: () => void = () => undefined;
  const tryNow = (): void => {
    stop = listen(
      () => (attempts = 0),
      (error) => {
        refused(error);
        const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempts++);
        timer = setTimeout(tryNow, longest * (0.5 + Math.random() / 2));
      },
    );
  };
  tryNow();
  return () => {
    clearTimeout(timer);
    stop();
  };
}
