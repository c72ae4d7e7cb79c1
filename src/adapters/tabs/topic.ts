/** What one part of the phone (line, agent, contacts, chat) tells and asks across tabs. Data is plain. */
export interface Topic {
  /** To every other tab. */
  publish(data: unknown): void;
  /** What others publish. */
  onTold(heard: (data: unknown) => void): () => void;
  /** As owner: what a tab that has just arrived has to know. */
  onArrival(replay: () => readonly unknown[]): () => void;
  /** Answers asks that come here; may be asked from this tab itself. */
  serve(answer: (data: unknown, from: string) => Promise<unknown>): () => void;
  /**
   * Asks the owner (this tab itself, where it is the owner), or the tab `to`. An owner that goes away before it has answered is no failure:
   * the next one is asked again, but for asks that are to be heard `once`.
   * @throws ItError whatever the other tab rejects with; line-offline when `to` does not answer within `limitMs`, or the owner of a `once` ask went away
   */
  ask(data: unknown, options?: { to?: string; once?: boolean; limitMs?: number }): Promise<unknown>;
}
