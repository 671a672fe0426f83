import { type CaseBooks, CHART, controlOf } from '../../collections/index.ts';
import { type Cents, type Day, formatDay, formatEuro, isDay, sumCents } from '../../values/index.ts';
import { DayTime, Euro, Folded } from '../parts.tsx';
import type { References } from '../references.ts';
import { lastPlace, placeAfter, placeBefore, ROWS_A_PAGE, sliceOf } from '../slice.ts';
import { counted } from '../words/spoken.ts';

type Entry = CaseBooks['entries'][number];

interface LedgerProps {
  readonly books: CaseBooks;
  readonly caseId: string;
  readonly asked: number | null;
  readonly references: References;
}

/** The entries as they were booked, newest last, each with what caused it; then what each account says. */
export function Ledger({ books: { entries, balances }, caseId, asked, references }: LedgerProps) {
  const slice = sliceOf(entries, asked, lastPlace(entries));
  return (
    <section id="grootboek">
      <h2>Grootboek</h2>
      {entries.length === 0 ? (
        <p class="none">Er is nog niets geboekt.</p>
      ) : (
        <>
          <Balances balances={balances} caseId={caseId} />
          <p class="small">
            Elke boeking staat op twee kanten, debet en credit, die samen gelijk zijn. Een boeking wordt nooit
            veranderd; een correctie is een nieuwe boeking die haar oorzaak noemt.
          </p>
          <FoldedEntries entries={slice.before} words="Hiervoor" place={placeBefore(slice)} />
          <table class="ledger">
            <caption>Boekingen, de nieuwste onderaan</caption>
            <thead>
              <tr>
                <th scope="col">Boeking en rekening</th>
                <th scope="col" class="money">
                  Debet
                </th>
                <th scope="col" class="money">
                  Credit
                </th>
              </tr>
            </thead>
            {slice.items.map((entry) => (
              <EntryRows entry={entry} caseId={caseId} references={references} />
            ))}
          </table>
          <FoldedEntries entries={slice.after} words="Hierna" place={placeAfter(slice)} />
        </>
      )}
    </section>
  );
}

function EntryRows({ entry, caseId, references }: { entry: Entry; caseId: string; references: References }) {
  const { valueDate, bookedOn, description, cause, lines } = entry;
  return (
    <tbody>
      <tr class="entry">
        <th scope="rowgroup" colspan={3}>
          <DayTime on={valueDate} /> <span class="description">{description}</span>
          <span class="small block">
            Geboekt op <DayTime on={bookedOn} />. Oorzaak: <Cause cause={cause} references={references} />.
          </span>
        </th>
      </tr>
      {lines.map(({ account, side, amount }) => (
        <tr>
          <td class={side === 'debit' ? 'account' : 'account credit'}>{shortOf(account, caseId)}</td>
          <td class="money">{side === 'debit' ? <Euro cents={amount} /> : null}</td>
          <td class="money">{side === 'credit' ? <Euro cents={amount} /> : null}</td>
        </tr>
      ))}
    </tbody>
  );
}

/** The event that set the booking off, or the passing of time, which is written as `verloop-van-tijd/2025-04-01`. */
function Cause({ cause, references }: { cause: string; references: References }) {
  const found = references.ofEvent(cause);
  if (found) return <a href={found.href}>gebeurtenis {found.seq}</a>;
  const until = cause.slice(cause.indexOf('/') + 1);
  return <>{isDay(until) ? `verloop van tijd tot ${formatDay(until as Day)}` : cause}</>;
}

/** The case stands above the page; in each of its accounts it would only be noise. */
function shortOf(account: string, caseId: string): string {
  return account.replace(`/${caseId}`, '');
}

function FoldedEntries({
  entries,
  words,
  place,
}: {
  entries: readonly Entry[];
  words: string;
  place: number;
}) {
  const [first, last] = [entries[0], entries.at(-1)];
  if (!first || !last) return null;
  return (
    <Folded href={`?boekingen=${place}#grootboek`}>
      {words}: {counted(entries.length, 'boeking', 'boekingen')}, geboekt van {formatDay(first.bookedOn)} tot
      en met {formatDay(last.bookedOn)}, samen {formatEuro(sumCents(entries.map(({ total }) => total)))}.
    </Folded>
  );
}

function Balances({ balances, caseId }: { balances: CaseBooks['balances']; caseId: string }) {
  const groups = CHART.map(({ code, name }) => {
    const accounts = [...balances].filter(([account, cents]) => controlOf(account) === code && cents !== 0n);
    return { code, name, accounts, total: sumCents(accounts.map(([, cents]) => cents)) };
  }).filter(({ accounts }) => accounts.length > 0);
  return (
    <table class="ledger balances">
      <caption>Stand van de rekeningen{groups.length === 0 ? ': alle staan op nul' : ''}</caption>
      <thead>
        <tr>
          <th scope="col">Rekening</th>
          <th scope="col" class="money">
            Debet
          </th>
          <th scope="col" class="money">
            Credit
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ code, name, accounts, total }) => (
          <tr>
            <th scope="row">
              {name} <span class="code small">{code}</span>
              {accounts.length > 1 ? <Detail accounts={accounts} caseId={caseId} /> : null}
            </th>
            <td class="money">{total > 0n ? <Euro cents={total} /> : null}</td>
            <td class="money">{total < 0n ? <Euro cents={-total} /> : null}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Detail({ accounts, caseId }: { accounts: readonly [string, Cents][]; caseId: string }) {
  const rest = accounts.length - ROWS_A_PAGE;
  return (
    <details>
      <summary>{counted(accounts.length, 'rekening', 'rekeningen')}</summary>
      <ul class="plain accounts">
        {accounts.slice(0, ROWS_A_PAGE).map(([account, cents]) => (
          <li>
            <span class="code">{shortOf(account, caseId)}</span> {cents > 0n ? 'debet' : 'credit'}{' '}
            <Euro cents={cents > 0n ? cents : -cents} />
          </li>
        ))}
      </ul>
      {rest > 0 ? <p class="folded">En nog {rest} rekeningen.</p> : null}
    </details>
  );
}
