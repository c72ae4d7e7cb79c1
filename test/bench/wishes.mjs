import { readdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';

const FOLDER = new URL('sections/', import.meta.url);

/**
 * @typedef {object} Wishes what the command line asks for
 * @property {readonly { name: string, needs: readonly string[], run: Function }[]} sections in the order of their names
 * @property {number | undefined} rounds how often is measured; undefined: the section's own choice
 * @property {number} calls how many calls are counted
 */

/**
 * @param {readonly string[]} words of the command line
 * @returns {Promise<Wishes>}
 * @throws {Error} naming the word that is wrong and what was expected
 */
export async function readWishes(words) {
  const known = (await readdir(FOLDER)).map((file) => file.replace(/\.mjs$/, '')).sort();
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { rounds: { type: 'string' }, calls: { type: 'string', default: '50' } },
  });
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`section is ${unknown}, expected some of: ${known.join(' ')}`);
  const names = positionals.length ? known.filter((name) => positionals.includes(name)) : known;
  const sections = await Promise.all(names.map(async (name) => ({ name, ...(await import(new URL(`${name}.mjs`, FOLDER).href)) })));
  return { sections, rounds: values.rounds === undefined ? undefined : count('rounds', values.rounds), calls: count('calls', values.calls) };
}

function count(name, text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} is ${text}, expected a whole number from 1`);
  return number;
}
