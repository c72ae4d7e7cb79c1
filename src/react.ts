/**
 * Types of the elements for React 19 hosts, which set properties and listen to events of custom elements by themselves:
 * `import '@infinitalk/widgets/react'` once, then `<it-provider config={config} onit-error={(event) => …}>`. Nothing happens at run time.
 */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ItProvider } from './elements/it-provider.js';
import type { ItEventDetails, ItEventName } from './public-events.js';

type Props<Tag extends keyof HTMLElementTagNameMap> = DetailedHTMLProps<HTMLAttributes<HTMLElementTagNameMap[Tag]>, HTMLElementTagNameMap[Tag]>;

type ItProviderProps = Props<'it-provider'> & {
  [Name in 'config' | 'endpoint' | 'credential' | 'resolveContact' | 'logCall']?: ItProvider[Name] | undefined;
} & {
  [Name in ItEventName as `on${Name}`]?: ((event: CustomEvent<ItEventDetails[Name]>) => void) | undefined;
};

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the way that React's types are extended
  namespace JSX {
    interface IntrinsicElements {
      'it-provider': ItProviderProps;
      'it-softphone': Props<'it-softphone'> & { launcher?: boolean | undefined };
      'it-agent-status': Props<'it-agent-status'>;
      'it-call-popup': Props<'it-call-popup'>;
      'it-call-history': Props<'it-call-history'> & { 'time-zone'?: string | undefined };
      'it-chat-outside': Props<'it-chat-outside'> & {
        audience?: 'agent' | 'customer' | undefined;
        'onit-chat-restart'?: ((event: CustomEvent) => void) | undefined;
      };
    }
  }
}
