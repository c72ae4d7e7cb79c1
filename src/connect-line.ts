import type { CallMedia } from './adapters/media/call-media.js';
import { EarlySocket } from './adapters/sip/early-socket.js';
import { socketUrls } from './adapters/sip/server-address.js';
import type { Capabilities, ItConfig } from './config/config.js';
import type { Tabs } from './connect-tabs.js';
import { AbsentLine } from './phone/absent-line.js';
import { announcementAddress } from './phone/announcement-address.js';
import type { Line } from './phone/line.js';
import { newUuid } from './uuid.js';
import { VERSION } from './version.js';

/**
 * The part of the composition root that makes the line, shared by the tabs. Its WebSocket is under way before its code is there.
 * @throws ItError config-invalid
 */
export async function connectLine(config: ItConfig, capabilities: Capabilities, media: CallMedia, tabs: Tabs): Promise<Line & { publish?(): void }> {
  const { sip } = config;
  if (capabilities.phone || !sip) return new AbsentLine(capabilities.phone ?? 'no-telephony', Date.now);
  const announcement = config.phone?.announcement === undefined ? undefined : announcementAddress(config.phone.announcement);
  const early = new EarlySocket();
  tabs.aheadOfLine(() => {
    early.open(socketUrls(sip)[0]);
    return () => early.drop();
  });
  const { SipLine } = await import('./adapters/sip/sip-line.js');
  const userAgent = `Infinitalk Widgets Ver${VERSION}`;
  return tabs.shareLine(
    () =>
      new SipLine({
        sip,
        media,
        userAgent,
        now: Date.now,
        newId: newUuid,
        seenElsewhere: () => tabs.seenElsewhere(),
        onSeenElsewhere: (listener) => tabs.onSeenElsewhere(listener),
        begun: (url) => early.take(url),
        announcement,
        markerCall: config.phone?.markerCall,
      }),
  );
}
