import type { CustomerConfig, ItConfig } from '../config/config.js';
import { Provision, type HostCallbacks } from './provision.js';

/** What `provide()` returns: the same as `<it-provider>` offers. */
export interface Provided extends Pick<Provision, 'phone' | 'agent' | 'contacts' | 'history' | 'devices' | 'chat' | 'account'> {
  signOut(): Promise<void>;
  /** Lets go of line and calls after 2 s, without ending them. */
  stop(): void;
}

/**
 * Offers one account to all elements inside `root`, for pages whose elements are scattered, e.g. `provide(document.body, config)`.
 * Events are dispatched by `root`. A wrong configuration is drawn and told by `it-error`; nothing is thrown.
 */
export function provide(root: HTMLElement, config: ItConfig | CustomerConfig, callbacks: HostCallbacks = {}): Provided {
  const provision = new Provision(root, callbacks);
  void provision.use({ config });
  const { phone, agent, contacts, history, devices, chat, account } = provision;
  return { phone, agent, contacts, history, devices, chat, account, signOut: () => provision.signOut(), stop: () => provision.linger() };
}
