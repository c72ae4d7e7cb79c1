import { useEffect, useState, type ComponentType } from 'react';
import type { ItProvider } from '../../src/index.js';
import { logCall } from './call-log.js';
import { findContact } from './contacts-client.js';
import { LoginForm } from './login-form.js';
import { ENDPOINT, onSessionExpired, renewSession } from './session.js';
import type { TextServiceWords } from './words.js';

/** What a page gets once the agent is signed in. */
export interface SignedInProps {
  readonly words: TextServiceWords;
  /** The element that the agent signed in through: commands, state, events. */
  readonly provider: ItProvider;
  /** Ends calls, unregisters, forgets the session; the login form follows. */
  readonly signOut: () => void;
}

/** `expired`: the page stays as it is, and so do its calls, while a credential is asked for above it. */
type State = 'signing-in' | 'signed-in' | 'expired' | 'refused' | 'signed-out';

/** One try to sign in; a new number makes a new provider, so that nothing of an earlier agent is left. */
interface Attempt {
  readonly number: number;
  /** The provider's property: the same function for as long as the attempt lasts, because another one means another sign-in. */
  readonly credential: (() => Promise<string>) | undefined;
}

function attemptWith(number: number, credential: string | undefined): Attempt {
  return { number, credential: credential === undefined ? undefined : () => Promise.resolve(credential) };
}

/** Signed in, yet something else is wrong: the widgets say what, and the page itself works. */
function afterError(now: State, code: string): State {
  if (code !== 'sign-in-failed') return now === 'signing-in' ? 'signed-in' : now;
  return now === 'signed-in' || now === 'expired' ? 'expired' : 'refused';
}

/**
 * Wraps a page so that only a signed-in agent sees it. Signs in with `credential` or, without one, with the session cookie;
 * when that is refused, and after signing out, asks for a credential. A session that is over is renewed in place: the agent comes back to the same page, with
 * what was written there, and a call goes on meanwhile.
 */
export function loginHOC(Page: ComponentType<SignedInProps>, credential: string | undefined): ComponentType<{ words: TextServiceWords }> {
  return function SignedIn({ words }) {
    const [attempt, setAttempt] = useState(() => attemptWith(1, credential));
    const [state, setState] = useState<State>('signing-in');
    const [provider, setProvider] = useState<ItProvider | null>(null);
    const [agent, setAgent] = useState<string>();
    const [renewalRefused, setRenewalRefused] = useState(false);

    useEffect(() => onSessionExpired(() => setState((now) => (now === 'signed-in' ? 'expired' : now))), []);

    const signIn = (chosen: string): void => {
      setState('signing-in');
      setAttempt(({ number }) => attemptWith(number + 1, chosen));
    };
    const renew = async (chosen: string): Promise<void> => {
      const agentId = await renewSession(chosen).catch(() => undefined);
      setRenewalRefused(agentId === undefined);
      if (agentId === undefined) return;
      // Somebody else: nothing of the agent before may be left.
      if (agentId === agent) setState('signed-in');
      else signIn(chosen);
    };
    const signOut = (): void => {
      void provider?.signOut().finally(() => setState('signed-out'));
    };

    return (
      <it-provider
        key={attempt.number}
        ref={setProvider}
        endpoint={ENDPOINT}
        credential={attempt.credential}
        resolveContact={findContact}
        logCall={logCall}
        onit-ready={() => {
          setAgent(provider?.account.snapshot.agentId);
          setState('signed-in');
        }}
        onit-error={(event) => setState((now) => afterError(now, event.detail.error.code))}
      >
        {state === 'expired' && <LoginForm words={words} refused={renewalRefused} expired signIn={(chosen) => void renew(chosen)} />}
        {(state === 'signed-in' || state === 'expired') && provider && <Page words={words} provider={provider} signOut={signOut} />}
        {state === 'signing-in' && (
          <p className="waiting" role="status">
            {words.signingIn}
          </p>
        )}
        {(state === 'refused' || state === 'signed-out') && (
          <LoginForm words={words} refused={state === 'refused' && attempt.credential !== undefined} signIn={signIn} />
        )}
      </it-provider>
    );
  };
}
