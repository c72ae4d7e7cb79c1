import { expect } from '@open-wc/testing';
import { PageBadge } from '../../../../src/adapters/browser/page-badge.js';
import { eventually } from '../../elements/stage.js';

describe("the badge of the page's tab", () => {
  const badge = new PageBadge();
  const before = document.title;

  beforeEach(() => {
    document.title = '注文 123 - CRM';
  });

  afterEach(() => {
    badge.show({ missed: 0 });
    document.title = before;
    for (const link of document.querySelectorAll('link[rel~="icon"]')) link.remove();
  });

  it('says who rings and how many were missed before the title of the host, and nothing afterwards', () => {
    badge.show({ ringing: '山田太郎 様', missed: 0 });
    expect(document.title).to.equal('☎ 山田太郎 様 | 注文 123 - CRM');
    badge.show({ missed: 2 });
    expect(document.title).to.equal('(2) 注文 123 - CRM');
    badge.show({ missed: 0 });
    expect(document.title).to.equal('注文 123 - CRM');
  });

  it('keeps what the host sets meanwhile, and gives exactly that back', async () => {
    badge.show({ ringing: '0312345678', missed: 0 });
    document.title = '注文 456 - CRM';
    await eventually('it is before the new title', () => document.title === '☎ 0312345678 | 注文 456 - CRM');
    document.title = '注文 789 - CRM';
    badge.show({ missed: 1 });
    expect(document.title).to.equal('(1) 注文 789 - CRM');
    document.title = '注文 000 - CRM';
    badge.show({ missed: 0 });
    expect(document.title).to.equal('注文 000 - CRM');
  });

  it('leaves no title in a page that had none', () => {
    const titles = [...document.querySelectorAll('title')];
    for (const title of titles) title.remove();
    badge.show({ missed: 3 });
    expect(document.title).to.equal('(3)');
    badge.show({ missed: 0 });
    expect(document.querySelector('title')).to.equal(null);
    document.head.append(...titles);
  });

  it('puts an icon behind those of the host, which stay as they are, and takes it away again', async () => {
    const host = document.head.appendChild(Object.assign(document.createElement('link'), { rel: 'icon', href: 'data:image/svg+xml,<svg/>' }));
    badge.show({ missed: 1 });
    const icons = (): HTMLLinkElement[] => [...document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')];
    await eventually('an icon of ours', () => icons().length === 2);
    expect(icons()[0]).to.equal(host);
    expect(icons()[1]!.href).to.match(/^data:image\/png/);
    badge.show({ missed: 0 });
    expect(icons()).to.deep.equal([host]);
    expect(host.getAttribute('href')).to.equal('data:image/svg+xml,<svg/>');
  });

  it('is on the installed application too, and goes from it', () => {
    const counts: (number | undefined)[] = [];
    const app = navigator as unknown as Record<string, unknown>;
    app['setAppBadge'] = async (count: number) => void counts.push(count);
    app['clearAppBadge'] = async () => void counts.push(undefined);
    badge.show({ ringing: '1002', missed: 1 });
    badge.show({ missed: 1 });
    badge.show({ missed: 0 });
    delete app['setAppBadge'];
    delete app['clearAppBadge'];
    expect(counts).to.deep.equal([2, 1, undefined]);
  });
});
