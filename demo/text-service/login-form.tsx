import { useState, type FormEvent } from 'react';
import type { TextServiceWords } from './words.js';

const DEMO_ACCOUNTS = ['1001', '1002', '1003', '1900', 'crm'] as const;

interface Props {
  readonly words: TextServiceWords;
  /** The credential given before was not accepted. */
  readonly refused: boolean;
  /** The session is over; the page below waits. */
  readonly expired?: boolean;
  readonly signIn: (credential: string) => void;
}

/** Asks for a credential, or offers the demo's accounts. */
export function LoginForm({ words, refused, expired = false, signIn }: Props) {
  const [credential, setCredential] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (credential.trim()) signIn(credential.trim());
  };
  return (
    <main className="login">
      <h1>text-service</h1>
      {expired && <p role="alert">{words.sessionExpired}</p>}
      {refused && (
        <p className="refused" role="alert">
          {words.signInRefused}
        </p>
      )}
      <form onSubmit={submit}>
        <label>
          {words.credential}
          <input name="credential" autoComplete="off" spellCheck={false} value={credential} onChange={(event) => setCredential(event.target.value)} />
        </label>
        <button type="submit" className="primary">
          {words.signIn}
        </button>
      </form>
      <h2>{words.demoAccounts}</h2>
      <ul className="accounts">
        {DEMO_ACCOUNTS.map((account) => (
          <li key={account}>
            <button type="button" onClick={() => signIn(`demo-${account}`)}>
              <b>{account}</b> {words[`account-${account}`]}
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}
