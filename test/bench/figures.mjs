/** The middle value; of an even count the upper one of the two. @param {readonly number[]} values */
export function median(values) {
  return percentile(values, 50);
}

/** The value that `percent` of the values are below of (nearest rank). @param {readonly number[]} values @param {number} percent */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))];
}

/**
 * @typedef {object} Row a figure of a table
 * @property {string} name
 * @property {number} value
 * @property {string} unit `ms`, `bytes`, `KB`, or empty for a count
 * @property {number} [ratio] to the figure that it is compared with
 * @property {string} [budget] what it has to keep, in words
 * @property {boolean} [kept]
 */

/**
 * A row whose value is held to a limit.
 * @param {string} name @param {number} value @param {string} unit
 * @param {{ reference?: number, times?: number, plus?: number, limit?: number, budget: string }} rule
 *   at most `times` the reference, or the reference `plus` so much, or a `limit` of its own
 * @returns {Row}
 */
export function held(name, value, unit, { reference, times, plus, limit, budget }) {
  const most = limit ?? (times === undefined ? reference + plus : reference * times);
  return { name, value, unit, ...(reference && { ratio: value / reference }), budget, kept: value <= most };
}

/** @param {string} title @param {readonly Row[]} rows @returns {string} */
export function table(title, rows) {
  const lines = rows.map(({ name, value, unit, ratio, budget, kept }) => {
    const verdict = kept === undefined ? '' : kept ? 'kept' : 'MISSED';
    const cells = [
      name.padEnd(54),
      `${number(value, unit).padStart(9)} ${unit.padEnd(5)}`,
      (ratio === undefined ? '' : `× ${ratio.toFixed(2)}`).padEnd(7),
      verdict.padEnd(6),
      budget ?? '',
    ];
    return `  ${cells.join('  ')}`.trimEnd();
  });
  return [title, ...lines].join('\n');
}

function number(value, unit) {
  if (unit === 'bytes' || Number.isInteger(value)) return value.toLocaleString('en');
  return value.toFixed(Math.abs(value) < 100 ? 1 : 0);
}
