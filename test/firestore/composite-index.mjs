import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * @typedef {object} FirestoreQuery a query as the product asks it
 * @property {string} place file and line
 * @property {string} collection its last segment
 * @property {{ field: string, operator: string }[]} filters
 * @property {{ field: string, direction: 'asc' | 'desc' }[]} orders
 */

/**
 * Reads every `query(…)` of Firestore's SDK from the TypeScript files of a folder.
 * @param {string} folder
 * @returns {FirestoreQuery[]}
 * @throws {Error} naming the place, when a query is written so that it cannot be read: fields, operators and the collection's last segment must be literals
 */
export function readQueries(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const file = ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.ES2022, true);
      return callsOf(file, 'query').map((call) => readQuery(file, call));
    });
}

/**
 * Whether Firestore serves a query without a composite index, or `indexes` holds the one that it needs.
 * See https://firebase.google.com/docs/firestore/query-data/index-overview: fields compared by equality or array membership in any order, then those ordered by.
 * @param {FirestoreQuery} query
 * @param {{ collectionGroup: string, fields: { fieldPath: string, order?: string, arrayConfig?: string }[] }[]} indexes
 */
export function isIndexed({ collection, filters, orders }, indexes) {
  const fields = new Set([...filters, ...orders].map(({ field }) => field));
  const needsArray = filters.some(({ operator }) => operator.startsWith('array-contains'));
  if (fields.size === 1 || (orders.length === 0 && !needsArray && filters.every(({ operator }) => operator === '=='))) return true;
  return indexes.some((index) => {
    if (index.collectionGroup !== collection || index.fields.length !== fields.size) return false;
    const membership = index.fields.slice(0, filters.length);
    const served = filters.every(({ field, operator }) =>
      membership.some(({ fieldPath, arrayConfig }) => fieldPath === field && (arrayConfig === 'CONTAINS') === operator.startsWith('array-contains')),
    );
    const ordered = index.fields.slice(filters.length);
    return (
      served &&
      orders.every(({ field, direction }, at) => ordered[at]?.fieldPath === field && ordered[at].order === (direction === 'desc' ? 'DESCENDING' : 'ASCENDING'))
    );
  });
}

function readQuery(file, call) {
  const place = `${file.fileName}:${file.getLineAndCharacterOfPosition(call.getStart()).line + 1}`;
  const literal = (node) => {
    if (node && ts.isStringLiteralLike(node)) return node.text;
    throw new Error(`${place}: ${node?.getText() ?? 'an argument that is missing'} is no string literal, so whether the query has its index cannot be told`);
  };
  const [from, ...constraints] = call.arguments;
  const collection = collectionOf(file, from);
  if (!collection) throw new Error(`${place}: the collection of the query is neither collection(…) nor a constant of the file that is`);
  const filters = [];
  const orders = [];
  for (const constraint of constraints) {
    const name = ts.isCallExpression(constraint) ? constraint.expression.getText() : undefined;
    const [first, second] = constraint.arguments ?? [];
    if (name === 'where') filters.push({ field: literal(first), operator: literal(second) });
    else if (name === 'orderBy') orders.push({ field: literal(first), direction: second ? literal(second) : 'asc' });
    else if (!/^(limit|startAfter|startAt|endBefore|endAt|limitToLast)$/.test(name ?? ''))
      throw new Error(`${place}: ${constraint.getText()} is no constraint that can be read`);
  }
  return { place, collection: literal(collection.arguments.at(-1)), filters, orders };
}

/** The call of `collection(…)` behind an expression: itself, what a constant was set to, or what a method of the file returns. */
function collectionOf(file, node) {
  if (!node) return undefined;
  if (ts.isIdentifier(node))
    return firstOf(
      file,
      declarationsOf(file, node.text).map(({ initializer }) => initializer),
    );
  if (!ts.isCallExpression(node)) return undefined;
  if (node.expression.getText() === 'collection') return node;
  const method = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : undefined;
  const bodies = nodesOf(file).filter((each) => ts.isMethodDeclaration(each) && each.name.getText() === method);
  return firstOf(
    file,
    bodies.flatMap((body) => nodesOf(body).filter(ts.isReturnStatement)).map(({ expression }) => expression),
  );
}

function firstOf(file, nodes) {
  return nodes.map((node) => collectionOf(file, node)).find(Boolean);
}

function callsOf(file, name) {
  return nodesOf(file).filter((node) => ts.isCallExpression(node) && node.expression.getText() === name);
}

function declarationsOf(file, name) {
  return nodesOf(file).filter((node) => ts.isVariableDeclaration(node) && node.name.getText() === name);
}

function nodesOf(root) {
  const nodes = [];
  const visit = (node) => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return nodes;
}
