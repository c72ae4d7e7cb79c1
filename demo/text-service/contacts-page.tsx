import { useCallback, useEffect, useState } from 'react';
import { ContactRecord } from './contact-record.js';
import { findContact, listCustomers, type Customer } from './contacts-client.js';
import type { SignedInProps } from './login-hoc.js';
import { useProviderEvent } from './provider-event.js';

/** What the middle of the page shows: a customer, or a number that nobody is known for yet. */
type Shown = { readonly customer: Customer } | { readonly newNumber: string };

/** The customers, the record of one of them, and the phone beside it. */
export function ContactsPage({ words, provider, signOut }: SignedInProps) {
  const [customers, setCustomers] = useState<readonly Customer[]>([]);
  const [unread, setUnread] = useState(false);
  const [shown, setShown] = useState<Shown | null>(null);

  useEffect(() => {
    listCustomers().then(
      (listed) => {
        setCustomers(listed);
        // The address names the record, so that a reload and a new sign-in come back to it.
        const named = listed.find(({ id }) => `#${id}` === location.hash);
        if (named) setShown((now) => now ?? { customer: named });
      },
      () => setUnread(true),
    );
  }, []);

  useEffect(() => {
    if (!shown) return;
    const hash = 'customer' in shown ? `#${shown.customer.id}` : '';
    history.replaceState(history.state, '', `${location.pathname}${location.search}${hash}`);
  }, [shown]);

  const showNumber = useCallback(async (number: string) => {
    const customer = await findContact(number).catch(() => undefined);
    // Where nobody could be asked, what is being written stays.
    setShown((now) => (customer === undefined && now ? now : customer ? { customer } : { newNumber: number }));
  }, []);

  useProviderEvent(provider, 'it-contact-pop', (event) => {
    event.preventDefault();
    void showNumber(event.detail.number);
  });

  const account = provider.account.snapshot;
  const shownId = shown && 'customer' in shown ? shown.customer.id : undefined;

  return (
    <div className="page">
      <header className="top">
        <span className="brand">text-service</span>
        <it-agent-status />
        <span className="me">
          {account.agentName} {account.extension && <span className="extension">({account.extension})</span>}
        </span>
        <button type="button" onClick={signOut}>
          {words.signOut}
        </button>
      </header>
      <nav className="customers" aria-label={words.customers}>
        <h2>{words.customers}</h2>
        {unread && <p role="alert">{words.customersUnread}</p>}
        <ul>
          {customers.map((customer) => (
            <li key={customer.id}>
              <button type="button" aria-current={customer.id === shownId ? 'true' : undefined} onClick={() => setShown({ customer })}>
                {customer.name}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <main className="record">
        {shown ? <ContactRecord key={shownId ?? 'new'} words={words} {...shown} /> : <p className="nothing">{words.chooseCustomer}</p>}
        <it-chat-outside />
        <it-call-history />
      </main>
      <aside className="phone" aria-label={words.phone}>
        <it-softphone />
      </aside>
      <it-call-popup />
    </div>
  );
}
