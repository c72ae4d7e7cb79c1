import { ItError } from '../../it-error.js';

/**
 * Signing in at a host's endpoint: `POST {endpoint}/session` with `{ credential }`, or `{}` and the HttpOnly cookie of an earlier sign-in.
 * Returns the configuration as it came, to be validated.
 * @throws ItError sign-in-failed
 */
export async function signIn(endpoint: string, credential: (() => Promise<string>) | undefined): Promise<unknown> {
  try {
    const body = credential ? { credential: await credential() } : {};
    const response = await fetch(sessionUrl(endpoint), {
      method: 'POST',
      credentials: 'include',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok)
      throw new ItError('sign-in-failed', { field: 'endpoint', value: endpoint, expected: `a configuration (the server answered ${response.status})` });
    return withFirebaseToken(endpoint, (await response.json()) as unknown);
  } catch (thrown) {
    throw ItError.from(thrown, 'sign-in-failed');
  }
}

/** JSON holds no functions: where the configuration names a Firebase project, its tokens come from the same endpoint. */
function withFirebaseToken(endpoint: string, config: unknown): unknown {
  const { firebase } = (config ?? {}) as { firebase?: object };
  return firebase ? { ...(config as object), firebase: { ...firebase, token: () => fetchFirebaseToken(endpoint) } } : config;
}

/** `POST {endpoint}/firebase-token` → `{ token, expiresAt }`, by the session's cookie. */
async function fetchFirebaseToken(endpoint: string): Promise<string> {
  const response = await fetch(`${endpoint.replace(/\/+$/, '')}/firebase-token`, { method: 'POST', credentials: 'include' });
  const { token } = response.ok ? ((await response.json()) as { token?: unknown }) : {};
  if (typeof token !== 'string')
    throw new ItError('sign-in-failed', { field: 'endpoint', value: endpoint, expected: `a Firebase token (the server answered ${response.status})` });
  return token;
}

/** `DELETE {endpoint}/session`: the cookie goes. A server out of reach is no reason to stay signed in here. */
export async function signOut(endpoint: string): Promise<void> {
  await fetch(sessionUrl(endpoint), { method: 'DELETE', credentials: 'include' }).catch(() => undefined);
}

function sessionUrl(endpoint: string): string {
  return `${endpoint.replace(/\/+$/, '')}/session`;
}
