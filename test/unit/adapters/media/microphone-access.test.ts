import { expect } from '@open-wc/testing';
import { MicrophoneAccessWatch } from '../../../../src/adapters/media/microphone-access.js';
import type { MicrophoneAccess } from '../../../../src/devices/devices-state.js';
import { ItError } from '../../../../src/it-error.js';
import { eventually } from '../../elements/stage.js';

describe('access to the microphone', () => {
  const { permissions } = navigator;
  const native = permissions.query;
  let stop: () => void = () => undefined;

  afterEach(() => {
    stop();
    permissions.query = native;
  });

  /** The browser's own word, which it may change; undefined: it does not tell. */
  function watch(state: PermissionState | undefined): { watched: MicrophoneAccessWatch; told: MicrophoneAccess[]; becomes: (next: PermissionState) => void } {
    const status = Object.assign(new EventTarget(), { state: state ?? 'prompt' });
    permissions.query = () => (state ? Promise.resolve(status as unknown as PermissionStatus) : Promise.reject(new TypeError('microphone')));
    const told: MicrophoneAccess[] = [];
    const watched = new MicrophoneAccessWatch();
    stop = watched.start((access) => told.push(access));
    const becomes = (next: PermissionState): void => {
      status.state = next;
      status.dispatchEvent(new Event('change'));
    };
    return { watched, told, becomes };
  }

  it('is what the browser says, and follows what the agent changes in the address bar', async () => {
    const { told, becomes } = watch('denied');
    await eventually('it is told', () => told.length === 1);
    becomes('granted');
    expect(told).to.deep.equal(['denied', 'granted']);
  });

  it('can be asked for again after its prompt was dismissed', async () => {
    const { watched, told } = watch('prompt');
    await eventually('it is told', () => told.length === 1);
    watched.tried(new ItError('microphone-denied'));
    expect(watched.access).to.equal('prompt');
    watched.tried();
    expect(watched.access).to.equal('granted');
  });

  it('is denied where the browser allows it and the system does not', async () => {
    const { watched, told } = watch('granted');
    await eventually('it is told', () => told.length === 1);
    watched.tried(new ItError('microphone-denied'));
    expect(watched.access).to.equal('denied');
  });

  it('is unknown where the browser does not tell, until it was tried', () => {
    const { watched } = watch(undefined);
    expect(watched.access).to.equal('unknown');
    watched.tried(new ItError('microphone-denied'));
    expect(watched.access).to.equal('denied');
  });

  it('is missing while nothing is plugged in, unless it is denied', async () => {
    const { watched, told, becomes } = watch('granted');
    await eventually('it is told', () => told.length === 1);
    watched.listed(false);
    expect(watched.access).to.equal('missing');
    becomes('denied');
    expect(watched.access).to.equal('denied');
    becomes('granted');
    watched.listed(true);
    expect(watched.access).to.equal('granted');
  });
});
