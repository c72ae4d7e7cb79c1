import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { ItConfig } from '../src/config/config.js';
import type { ItProvider } from '../src/elements/it-provider.js';
import { draws, inView } from './stage.js';

export default { title: 'Provider' } satisfies Meta;

const CONFIG: ItConfig = {
  agent: { id: '1001', name: '佐藤花子', role: 'operator', groupCodes: ['G01'] },
  contract: { agreementId: 'A0001', customerId: 'C0001' },
  licenses: [],
};

/** The real provider with its elements inside; what it is given needs no network. */
function provider(given: Partial<Pick<ItProvider, 'config' | 'endpoint' | 'credential'>>, seenIn: readonly (keyof HTMLElementTagNameMap)[]): StoryObj {
  return draws(async (root) => {
    const element = document.createElement('it-provider');
    const inner = ['it-agent-status', 'it-softphone', 'it-call-popup', 'it-chat-outside'] as const;
    element.append(...inner.map((tag) => document.createElement(tag)));
    Object.assign(element, given);
    root.append(element);
    for (const tag of seenIn) await inView(element.querySelector<HTMLElement>(tag)!, '[role=alert]');
  });
}

export const ConfigInvalid = provider({ config: { ...CONFIG, contract: { agreementId: '' } } }, ['it-softphone', 'it-chat-outside']);
export const SignInFailed = provider({ endpoint: '/session-service', credential: () => Promise.reject(new Error('the login page is closed')) }, [
  'it-softphone',
  'it-chat-outside',
]);
export const NotLicensed = provider({ config: CONFIG }, ['it-agent-status', 'it-softphone', 'it-chat-outside']);
