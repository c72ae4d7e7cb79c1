/**
 * What libraries bring along and the widgets can never reach, by how it is imported, with what stands in its place. `of`: only where that library
 * imports it. There are no entries of these libraries without it (firebase 12.19.0, jssip 3.13.8).
 */
const STAND_INS = [
  // Logs that nobody turns on; a page's `localStorage.debug` would have customers' numbers written into its console.
  { source: 'debug', text: 'const silent = () => undefined; export default () => silent;' },
  // Messages and events of their own, which are neither sent nor listened to: jssip refuses or answers those that come before it gets there.
  { source: './Message', of: 'jssip', text: 'export default undefined;' },
  { source: './Options', of: 'jssip', text: 'export default undefined;' },
  { source: './Subscriber', of: 'jssip', text: 'export default undefined;' },
  // 405 Method Not Allowed (RFC 3261 section 8.2.1): nobody subscribes to a softphone's events.
  { source: './Notifier', of: 'jssip', text: 'export const init_incoming = (request) => request.reply(405);' },
];

/** Functions of Firestore that lead to its engine for pipeline queries, which the widgets never make, by name, with what they do instead. */
const FIRESTORE = /[\\/]@firebase[\\/]firestore[\\/]dist[\\/]common-[^\\/]*\.esm\.js$/;
const WITHOUT_PIPELINES = {
  __PRIVATE_isPipeline: '{ return false; }',
  __PRIVATE_toEvaluable: "{ throw new Error('pipeline queries are not part of this build'); }",
};

/**
 * Calls of which nobody ever sees anything, by terser's `pure_funcs`: logs that are not turned on, and what jssip's grammar expected in place of what it
 * could not read, which it makes an error of and throws that away.
 */
export const UNSEEN_CALLS = ['logger.debug', 'logger.warn', 'logger.error', '__PRIVATE_logDebug', 'matchFailed'];

/** Leaves out of libraries what the widgets can never reach. A library that has changed so that nothing is left out fails the build. */
export function trimmedLibraries() {
  const PREFIX = '\0stand-in:';
  const found = new Set();
  return {
    name: 'trimmed-libraries',
    buildStart: () => found.clear(),
    resolveId(source, importer = '') {
      const standIn = STAND_INS.find((each) => each.source === source && (!each.of || importer.replaceAll('\\', '/').includes(`/node_modules/${each.of}/`)));
      return standIn && `${PREFIX}${source}`;
    },
    load(id) {
      if (!id.startsWith(PREFIX)) return undefined;
      const source = id.slice(PREFIX.length);
      found.add(source);
      return STAND_INS.find((each) => each.source === source).text;
    },
    transform(code, id) {
      if (!FIRESTORE.test(id)) return undefined;
      const functions = this.parse(code).body.filter(({ type, id: name }) => type === 'FunctionDeclaration' && name.name in WITHOUT_PIPELINES);
      const last = functions.sort((one, other) => other.start - one.start);
      last.forEach(({ id: { name } }) => found.add(name));
      return {
        code: last.reduce((text, { id: { name }, body }) => text.slice(0, body.start) + WITHOUT_PIPELINES[name] + text.slice(body.end), code),
        map: null,
      };
    },
    buildEnd(error) {
      if (error) return;
      const missed = [...STAND_INS.map(({ source }) => source), ...Object.keys(WITHOUT_PIPELINES)].filter((name) => !found.has(name));
      if (missed.length > 0) this.error(`not found in the libraries any more: ${missed.join(', ')}`);
    },
  };
}
