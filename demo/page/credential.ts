/**
 * Takes `?credential=` out of the address: returned once, and gone from the address bar before anything else is asked of a server,
 * so that it reaches no history entry, referrer or log. Call it as the first thing that a page does.
 */
export function takeCredential(): string | undefined {
  const address = new URL(location.href);
  const credential = address.searchParams.get('credential');
  if (credential === null) return undefined;
  address.searchParams.delete('credential');
  history.replaceState(history.state, '', address);
  return credential.trim() || undefined;
}
