/** The four statuses that an agent may choose: 待機中, ログオフ, ワーク, 離席. */
export type ChoosableCode = 0 | 1 | 2 | 3;

export const CHOOSABLE_CODES: readonly ChoosableCode[] = [0, 1, 2, 3];

/** Every code of エージェント状態; 7 is the system's, 78 to 99 follow from calls. */
export const STATUS_CODES = [0, 1, 2, 3, 7, 78, 79, 88, 89, 98, 99] as const;
export type StatusCode = (typeof STATUS_CODES)[number];

/** Codes from here on follow from calls (呼出中, 通話中). */
const FIRST_CALL_CODE = 78;

/** The agent is in a call, as far as the server knows: what is chosen now waits for the call's end. */
export function isCallCode(code: number): boolean {
  return code >= FIRST_CALL_CODE;
}

export function isStatusCode(code: unknown): code is StatusCode {
  return (STATUS_CODES as readonly unknown[]).includes(code);
}

export function isChoosable(code: unknown): code is ChoosableCode {
  return (CHOOSABLE_CODES as readonly unknown[]).includes(code);
}
