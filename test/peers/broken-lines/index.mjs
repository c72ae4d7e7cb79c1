import { OF_CALLS } from './calls.mjs';
import { OF_DATA } from './data.mjs';
import { OF_WORK_IN_A_CALL } from './in-call.mjs';
import { OF_THE_LINE } from './line.mjs';
import { OF_PAGES } from './pages.mjs';

/**
 * For each numbered fault, and for other tests, a line of ours at least that does what the test asks for, and that line broken: then the test fails
 * (`npm run break`). A line that moved or was reworded has to be found anew, which `broken-lines.spec.ts` tells.
 *
 * @typedef {object} BrokenLine
 * @property {number} [fault] its number, as in the test's title; none: the title has no number
 * @property {string} test how the test's title begins, after its numbers
 * @property {string} source file in `src/`
 * @property {string} line text that is found in it exactly once
 * @property {string} broken what is put in its place
 */

/** @type {readonly BrokenLine[]} */
export const BROKEN_LINES = [...OF_THE_LINE, ...OF_CALLS, ...OF_WORK_IN_A_CALL, ...OF_PAGES, ...OF_DATA];
