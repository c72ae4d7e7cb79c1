/** What V8 makes of code that gets hot: it grows with every call for hundreds of calls, and is no object that anybody keeps. */
const COMPILED = new Set(['code', 'object shape']);

/**
 * Bytes of all objects of a page that are still reachable, compiled code apart: `JSHeapUsedSize` counts that too.
 * @param {import('playwright').CDPSession} session of the page
 * @returns {Promise<number>}
 */
export async function heldBytes(session) {
  const chunks = [];
  const keep = ({ chunk }) => chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', keep);
  // Collects garbage first.
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', keep);
  return sumOfNodes(JSON.parse(chunks.join('')));
}

/** The format is V8's: https://chromium.googlesource.com/v8/v8/+/main/src/profiler/heap-snapshot-generator.cc (HeapSnapshotJSONSerializer). */
function sumOfNodes({ snapshot, nodes }) {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = ['type', 'self_size'].map((field) => fields.indexOf(field));
  let sum = 0;
  for (let node = 0; node < nodes.length; node += fields.length) {
    if (!COMPILED.has(types[type][nodes[node + type]])) sum += nodes[node + size];
  }
  return sum;
}
