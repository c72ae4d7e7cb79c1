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

/**
 * Declarations of firebase that lead to what the widgets never ask for, by the file they are in and by name, with the body that they have instead:
 * pipeline queries, bundles of cached documents, and rules for passwords, of which there are none.
 */
const BODIES = [
  {
    file: /[\\/]@firebase[\\/]firestore[\\/]dist[\\/]common-[^\\/]*\.esm\.js$/,
    bodies: {
      __PRIVATE_isPipeline: '{ return false; }',
      __PRIVATE_targetIsPipelineTarget: '{ return false; }',
      __PRIVATE_toEvaluable: "{ throw new Error('pipeline queries are not part of this build'); }",
      __PRIVATE_fromBundledQuery: "{ throw new Error('bundles are not part of this build'); }",
    },
  },
  { file: /[\\/]@firebase[\\/]auth[\\/]dist[\\/]esm[\\/]index-[^\\/]*\.js$/, bodies: { PasswordPolicyImpl: '{}' } },
];

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
      const { bodies } = BODIES.find(({ file }) => file.test(id)) ?? {};
      if (!bodies) return undefined;
      const declarations = this.parse(code).body.filter(({ type, id: name }) => /^(?:Function|Class)Declaration$/.test(type) && name.name in bodies);
      const last = declarations.sort((one, other) => other.start - one.start);
      last.forEach(({ id: { name } }) => found.add(name));
      return { code: last.reduce((text, { id: { name }, body }) => text.slice(0, body.start) + bodies[name] + text.slice(body.end), code), map: null };
    },
    buildEnd(error) {
      if (error) return;
      const wanted = [...STAND_INS.map(({ source }) => source), ...BODIES.flatMap(({ bodies }) => Object.keys(bodies))];
      const missed = wanted.filter((name) => !found.has(name));
      if (missed.length > 0) this.error(`not found in the libraries any more: ${missed.join(', ')}`);
    },
  };
}
