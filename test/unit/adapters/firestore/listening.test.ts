import { expect } from '@open-wc/testing';
import type { Database } from '../../../../src/adapters/firestore/database.js';
import { listedGroups } from '../../../../src/adapters/firestore/listed-groups.js';
import { whenSignedIn } from '../../../../src/adapters/firestore/signed-in.js';

describe('a listener of Firestore', () => {
  const database = { signIn: () => Promise.resolve(), doubtClaims: () => undefined } as unknown as Database;

  it('whose query Firestore takes for none has failed like one that is refused', async () => {
    const thrown = new Error('Invalid Query. A non-empty array is required for in filters.');
    const failed = await new Promise((resolve) => {
      whenSignedIn(database, resolve, () => {
        throw thrown;
      });
    });
    expect(failed).to.equal(thrown);
  });

  it('asks for thirty groups, and says once on the console which are left out', () => {
    const { warn } = console;
    const said: unknown[] = [];
    console.warn = (line: unknown) => said.push(line);
    try {
      const codes = Array.from({ length: 32 }, (_, at) => `G${at}`);
      expect(listedGroups(codes)).to.deep.equal(codes.slice(0, 30));
      listedGroups(codes);
      expect(listedGroups(['G1'])).to.deep.equal(['G1']);
    } finally {
      console.warn = warn;
    }
    expect(said).to.deep.equal(['it-widgets: Firestore lists 30 groups at most; left out: G30, G31']);
  });
});
