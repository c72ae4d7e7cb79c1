/** Where this page signs in, and where its own data comes from. */
export const ENDPOINT = '/text-service';

const listeners = new Set<() => void>();

/** Hears when a request of this page was refused because its session is over. Returns its stop. */
export function onSessionExpired(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Asks this page's server. Rejects with an Error when it refuses; 401 also says that the session is over. */
export async function ask(url: string): Promise<unknown> {
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  if (response.status === 401) for (const listener of listeners) listener();
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

/** Begins a new session in the place of one that is over: phone and page go on as they are. Resolves to the agent's id; undefined: refused. */
export async function renewSession(credential: string): Promise<string | undefined> {
  const response = await fetch(`${ENDPOINT}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ credential }),
  });
  if (!response.ok) return undefined;
  const { agent } = (await response.json()) as { agent: { id: string } };
  return agent.id;
}
