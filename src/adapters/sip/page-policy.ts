/**
 * What the page's Content-Security-Policy forbids, as far as it was tried: an event is the only word of it, the WebSocket itself stays silent
 * (https://www.w3.org/TR/CSP3/#directive-connect-src).
 */
export class PagePolicy {
  readonly #forbidden = new Set<string>();
  readonly #changed: () => void;

  /** `changed`: something else is known to be forbidden. */
  constructor(changed: () => void) {
    this.#changed = changed;
    document.addEventListener('securitypolicyviolation', this.#violated);
  }

  forbids(url: string): boolean {
    return this.#forbidden.has(originOf(url));
  }

  stop(): void {
    document.removeEventListener('securitypolicyviolation', this.#violated);
  }

  readonly #violated = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    if (disposition !== 'enforce' || effectiveDirective !== 'connect-src' || !/^\w+:\/\//.test(blockedURI)) return;
    this.#forbidden.add(originOf(blockedURI));
    this.#changed();
  };
}

function originOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
