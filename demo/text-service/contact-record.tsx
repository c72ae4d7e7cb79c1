import type { Call } from '../../src/index.js';
import { useCallLog } from './call-log.js';
import type { Customer } from './contacts-client.js';
import { honorific, type TextServiceWords } from './words.js';

/** Numbers inside the company that every record offers. */
const INTERNAL_NUMBERS = ['700', '1001', '1002'] as const;

type Props = { readonly words: TextServiceWords } & ({ readonly customer: Customer } | { readonly newNumber: string });

/** One customer's record, or an empty one for a number that is not known yet. Its phone links need no handler: the provider dials them. */
export function ContactRecord({ words, ...shown }: Props) {
  const customer = 'customer' in shown ? shown.customer : undefined;
  const number = 'customer' in shown ? shown.customer.number : shown.newNumber;
  const calls = useCallLog(number);

  return (
    <article aria-labelledby="record-name">
      <h1 id="record-name">
        {customer ? honorific(customer.name) : words.newContact}
        {customer?.kana && <small>{customer.kana}</small>}
      </h1>
      {!customer && <p className="tag">{words.newContactHint}</p>}
      <div className="boxes">
        <section className="box">
          <h2>{words.contact}</h2>
          <dl>
            {customer?.company && (
              <>
                <dt>{words.company}</dt>
                <dd>{customer.company}</dd>
              </>
            )}
            <dt>{words.mobile}</dt>
            <dd>
              <a href={`tel:${number}`}>{number}</a>
            </dd>
            <dt>{words.appLink}</dt>
            <dd>
              <a href={`tel-app/${number}`}>{words.callByApp}</a>
            </dd>
          </dl>
        </section>
        <section className="box">
          <h2>{words.internalNumbers}</h2>
          <dl>
            {INTERNAL_NUMBERS.map((internal) => (
              <InternalNumber key={internal} number={internal} label={words[`internal-${internal}`]} />
            ))}
          </dl>
        </section>
      </div>
      <section className="box">
        <h2 id="memo">{words.memo}</h2>
        <textarea aria-labelledby="memo" rows={3} />
      </section>
      <section className="box">
        <h2>{words.history}</h2>
        {calls.length === 0 ? <p className="nothing">{words.noHistory}</p> : <CallLog words={words} calls={calls} />}
      </section>
    </article>
  );
}

function InternalNumber({ number, label }: { number: string; label: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <a href={`tel:${number}`}>{number}</a>
      </dd>
    </>
  );
}

function CallLog({ words, calls }: { words: TextServiceWords; calls: readonly Call[] }) {
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Asia/Tokyo' });
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.historyTime}</th>
          <th scope="col">{words.historyDirection}</th>
          <th scope="col">{words.historyResult}</th>
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <tr key={call.id}>
            <td>{time.format(call.startedAt)}</td>
            <td>{call.direction === 'in' ? words.incoming : words.outgoing}</td>
            <td>{call.answeredAt === undefined ? words.notTalked : words.talked}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
