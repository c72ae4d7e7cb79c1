import { expect } from '@open-wc/testing';
import { Announcement } from '../../../../src/adapters/media/announcement.js';
import { ItError } from '../../../../src/it-error.js';

function announce(url: string): { announcement: Announcement; heard: string[] } {
  const heard: string[] = [];
  const announcement = new Announcement(url, (stream) => {
    heard.push(`plays ${stream === announcement.stream}`);
    return () => heard.push('stops');
  });
  return { announcement, heard };
}

async function failure(url: string): Promise<ItError> {
  const { announcement, heard } = announce(url);
  const thrown = await announcement.play().then(
    () => expect.fail('it played'),
    (error: unknown) => error,
  );
  announcement.stop();
  expect(heard).to.deep.equal([]);
  return thrown as ItError;
}

describe('an announcement', () => {
  it('that is stopped before it is played is heard by nobody, and releases its sound', async () => {
    const { announcement, heard } = announce('/no-such-file.wav');
    announcement.stop();
    expect(await announcement.play().catch(() => false)).to.equal(false);
    expect(heard).to.deep.equal([]);
    expect(announcement.stream.getTracks().map(({ readyState }) => readyState)).to.deep.equal(['ended']);
  });

  it('that is out of reach, refused, or no audio, says so without its address', async () => {
    for (const [url, value] of [
      ['http://127.0.0.1:9/a.wav?token=secret', 'out of reach'],
      ['/no-such-file.wav', 'answered with 404'],
      [URL.createObjectURL(new Blob(['no audio'])), 'not audio'],
    ] as const) {
      const error = await failure(url);
      expect(error).to.be.instanceOf(ItError);
      expect(error).to.include({ code: 'announcement-failed', field: 'announcement', value });
      expect(error.message).not.to.contain('secret');
    }
  });
});
