import type { ItProvider } from '../../src/index.js';

/**
 * Signs in through the provider at `endpoint`, with the credential or else with the session cookie. The endpoint comes last:
 * it is what starts the sign-in, whether the widgets' script has arrived already or not.
 */
export function signInHere(provider: ItProvider, endpoint: string, credential: string | undefined): void {
  if (credential !== undefined) provider.credential = () => Promise.resolve(credential);
  provider.setAttribute('endpoint', endpoint);
}
