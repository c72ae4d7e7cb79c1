import { isDialLink } from '../../phone/dial-string.js';

/**
 * Dials when a `tel:`, `tel-app:` or `tel-app/…` link of the page is clicked, until the returned function is called.
 * A guest: clicks that the host handled, that carry a modifier key, or that belong to another provider's subtree are left alone.
 */
export function followDialLinks(root: () => HTMLElement, dial: (href: string) => void): () => void {
  const clicked = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement && node.hasAttribute('href'));
    const href = link?.getAttribute('href') ?? '';
    if (!link || !isDialLink(href)) return;
    const provider = link.closest('it-provider');
    if (provider && provider !== root()) return;
    event.preventDefault();
    dial(href);
  };
  document.addEventListener('click', clicked);
  return () => document.removeEventListener('click', clicked);
}
