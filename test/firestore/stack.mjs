import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { makeCustomToken } from '../../demo/firebase/custom-token.mjs';
import { startEmulators } from '../../demo/firebase/emulators.mjs';
import { freePort } from '../free-port.mjs';
import { openAsEveryone } from './people.mjs';
import { loadProduct } from './product.mjs';

/**
 * Both emulators, everyone who comes to them, and modules of the product, from before the tests of the surrounding `describe` until after them.
 * @param {readonly string[]} modules as {@link loadProduct} takes them
 */
export function useStack(modules) {
  const stack = {
    /** @type {Awaited<ReturnType<typeof startEmulators>>} */
    emulators: undefined,
    /** @type {ReturnType<typeof openAsEveryone>} */
    people: undefined,
    /** @type {Record<string, any>} */
    product: undefined,
    /** Whom the rules do not concern. */
    server: () => stack.people.databases.server,
    /** What signs in with these claims. */
    tokenFor: (uid, claims) => makeCustomToken({ projectId: stack.emulators.projectId, uid, claims }).token,
    /** A host's `config.firebase`. @param {() => Promise<string>} token */
    configWith: (token) => {
      const { projectId, firestore, auth } = stack.emulators;
      return { options: { projectId, apiKey: 'demo' }, token, emulator: { firestore, auth } };
    },
  };
  before(async () => {
    stack.emulators = await startEmulators({ firestorePort: await freePort(), authPort: await freePort() });
    assert.equal(stack.emulators.missing, undefined);
    stack.people = openAsEveryone(stack.emulators);
    stack.product = await loadProduct(modules);
  });
  after(async () => {
    await stack.people?.close();
    await stack.emulators?.stop?.();
  });
  return stack;
}
