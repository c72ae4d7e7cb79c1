import { useEffect, useEffectEvent } from 'react';
import type { ItProvider } from '../../src/index.js';

/** Hears one kind of event of a provider for as long as the component is shown. */
export function useProviderEvent<Name extends keyof HTMLElementEventMap>(
  provider: ItProvider,
  name: Name,
  heard: (event: HTMLElementEventMap[Name]) => void,
): void {
  const latest = useEffectEvent(heard);
  useEffect(() => {
    const listener = (event: HTMLElementEventMap[Name]): void => latest(event);
    provider.addEventListener(name, listener);
    return () => provider.removeEventListener(name, listener);
  }, [provider, name]);
}
