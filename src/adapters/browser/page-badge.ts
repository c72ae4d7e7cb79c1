/** What the page's tab should say of the phone. */
export interface Badge {
  /** Who rings. */
  readonly ringing?: string;
  /** Calls that were missed since the agent last looked. */
  readonly missed: number;
}

const SIZE = 32;
/** The accent of the tokens (light) with white on it, 7.8:1: an icon has no theme. */
const FILL = '#1f4f9f';
const ON_FILL = '#ffffff';

/**
 * The badge in the page's title, in its icon and on the installed application (Badging API), while there is something to say. The host's title stays
 * behind ours: what it sets meanwhile is kept, and afterwards everything is as the host has it.
 */
export class PageBadge {
  #badge: Badge = { missed: 0 };
  #hostTitle = '';
  #prefix = '';
  /** The title as we wrote it. */
  #written: string | undefined;
  #ownTitle: HTMLTitleElement | undefined;
  #icon: HTMLLinkElement | undefined;
  #iconForbidden = false;
  readonly #observer = new MutationObserver(() => this.#titleChanged());

  show(badge: Badge): void {
    if (badge.ringing === this.#badge.ringing && badge.missed === this.#badge.missed) return;
    this.#badge = badge;
    this.#setPrefix(badge.ringing !== undefined ? `☎ ${badge.ringing} | ` : badge.missed > 0 ? `(${badge.missed}) ` : '');
    void this.#setIcon();
    const count = badge.missed + (badge.ringing === undefined ? 0 : 1);
    const app = navigator as Navigator & { setAppBadge?(count: number): Promise<void>; clearAppBadge?(): Promise<void> };
    // Without an installed application the browser refuses or does nothing.
    void (count > 0 ? app.setAppBadge?.(count) : app.clearAppBadge?.())?.catch(() => undefined);
  }

  #setPrefix(prefix: string): void {
    if (prefix === this.#prefix) return;
    if (this.#prefix === '') {
      this.#hostTitle = document.title;
      if (!document.querySelector('title')) this.#ownTitle = document.head.appendChild(document.createElement('title'));
    } else this.#titleChanged();
    this.#prefix = prefix;
    if (prefix === '') {
      this.#observer.disconnect();
      this.#written = undefined;
      this.#ownTitle?.remove();
      if (!this.#ownTitle || this.#hostTitle !== '') document.title = this.#hostTitle;
      this.#ownTitle = undefined;
      return;
    }
    this.#write();
    this.#observer.observe(document.head, { subtree: true, childList: true, characterData: true });
  }

  #write(): void {
    document.title = this.#prefix + this.#hostTitle;
    // As the browser has it: white space at the ends is not kept.
    this.#written = document.title;
  }

  /** The host has set another title: it is the host's from now on. One that was made from ours is taken without our part. */
  #titleChanged(): void {
    const { title } = document;
    if (this.#written === undefined || title === this.#written) return;
    this.#hostTitle = title.startsWith(this.#prefix) ? title.slice(this.#prefix.length) : title;
    this.#write();
  }

  async #setIcon(): Promise<void> {
    const { ringing, missed } = this.#badge;
    if (this.#iconForbidden || (ringing === undefined && missed === 0)) {
      this.#icon?.remove();
      this.#icon = undefined;
      return;
    }
    const before = this.#badge;
    const host = [...document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')].filter((link) => link !== this.#icon).at(-1);
    const drawn = draw(host ? await load(host.href) : undefined, ringing === undefined ? String(Math.min(missed, 99)) : '');
    if (before !== this.#badge || !drawn) return;
    document.addEventListener('securitypolicyviolation', this.#forbidden, { once: true });
    this.#icon ??= document.head.appendChild(Object.assign(document.createElement('link'), { rel: 'icon' }));
    this.#icon.href = drawn;
  }

  /** The host's policy allows no `data:` images (CSP, `img-src`): its own icon stays. */
  readonly #forbidden = ({ blockedURI }: SecurityPolicyViolationEvent): void => {
    if (blockedURI !== 'data') return;
    this.#iconForbidden = true;
    this.#icon?.remove();
    this.#icon = undefined;
  };
}

/** Undefined where the icon does not load, or another origin does not share it. */
function load(address: string): Promise<HTMLImageElement | undefined> {
  return new Promise((resolve) => {
    const image = new Image();
    image.crossOrigin = 'anonymous';
    image.onload = () => resolve(image);
    image.onerror = () => resolve(undefined);
    image.src = address;
  });
}

/** The host's icon with a disc at its lower right; a larger disc alone where there is none. */
function draw(image: HTMLImageElement | undefined, text: string): string | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE;
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  if (image) pen.drawImage(image, 0, 0, SIZE, SIZE);
  const radius = image ? 10 : 14;
  const centre = image ? SIZE - radius : SIZE / 2;
  pen.fillStyle = FILL;
  pen.beginPath();
  pen.arc(centre, centre, radius, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = ON_FILL;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.font = `bold ${Math.round(radius * 1.3)}px sans-serif`;
  pen.fillText(text || '☎', centre, centre + 1);
  try {
    return canvas.toDataURL('image/png');
  } catch {
    // Tainted after all.
    return undefined;
  }
}
