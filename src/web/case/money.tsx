import {
  type CaseBooks,
  type CaseFile,
  type CaseView,
  controlOf,
  payoutState,
} from '../../collections/index.ts';
import { type Cents, sumCents } from '../../values/index.ts';
import { DayTime, Euro, Pair, Reference } from '../parts.tsx';
import type { References } from '../references.ts';
import { Toerekening } from './toerekening.tsx';

interface MoneyProps {
  readonly view: CaseView;
  readonly books: CaseBooks;
  readonly asked: number | null;
  readonly references: References;
}

/** What came in, what it was set against, and where it went. What lies where today is read from the books, not worked out anew. */
export function Money({ view, books, asked, references }: MoneyProps) {
  const { file, assessment } = view;
  const paid = file.payments.filter(({ isWithdrawn }) => !isWithdrawn);
  const isUntouched = file.payments.length + file.payouts.length + file.repayments.length === 0;
  return (
    <section id="geld">
      <h2>Het geld</h2>
      {isUntouched ? (
        <p class="none">Er is nog niets ontvangen en niets uitbetaald.</p>
      ) : (
        <>
          <dl class="totals">
            <Pair term="Ontvangen van de schuldenaar">
              <Euro cents={sumCents(paid.map(({ amount }) => amount))} />
            </Pair>
            {lying(books).map(([term, cents]) => (
              <Pair term={term}>
                <Euro cents={cents} />
              </Pair>
            ))}
            <Pair term="Uitbetaald aan de schuldeiser">
              <Euro cents={performed(file, 'schuldeiser')} />
            </Pair>
            {file.repayments.length === 0 ? null : (
              <Pair term="Teruggestort door de schuldeiser">
                <Euro
                  cents={sumCents(
                    file.repayments.filter(({ isWithdrawn }) => !isWithdrawn).map(({ amount }) => amount),
                  )}
                />
              </Pair>
            )}
            <Pair term="Terugbetaald aan de schuldenaar">
              <Euro cents={performed(file, 'schuldenaar')} />
            </Pair>
          </dl>
          <Movements file={file} references={references} />
          {assessment ? (
            <Toerekening rows={assessment.allocations} asked={asked} references={references} />
          ) : null}
        </>
      )}
    </section>
  );
}

/** What the books say lies where, leaving out what is nothing. The two sides are turned so that each amount is positive as it is meant. */
function lying({ balances }: CaseBooks): [string, Cents][] {
  const per = new Map<string, Cents>();
  for (const [account, cents] of balances) {
    per.set(controlOf(account), (per.get(controlOf(account)) ?? 0n) + cents);
  }
  const debit = (control: string) => per.get(control) ?? 0n;
  const all: [string, Cents][] = [
    ['Ligt op de derdengeldenrekening', debit('bank-derdengelden')],
    ['Nog te plaatsen', -debit('te-plaatsen')],
    ['Af te dragen aan de schuldeiser', -debit('verschuldigd-schuldeiser')],
    ['Geïnde kosten, voor het bureau', -debit('verschuldigd-bureau')],
    ['Opgedragen, nog bij de bank', -debit('uitbetaling-onderweg')],
    ['Terug te betalen aan de schuldenaar', -debit('terug-te-betalen')],
    ['Terug te vorderen van de schuldeiser', debit('te-vorderen-schuldeiser')],
  ];
  return all.filter(([, cents], index) => index === 0 || cents !== 0n);
}

function performed(file: CaseFile, to: 'schuldeiser' | 'schuldenaar'): Cents {
  return sumCents(
    file.payouts
      .filter((payout) => payout.to === to && payoutState(payout) === 'verricht')
      .map(({ amount }) => amount),
  );
}

function Movements({ file, references }: { file: CaseFile; references: References }) {
  const movements = [
    ...file.payments.map(({ id, on, amount, isWithdrawn }) => ({
      id,
      on,
      amount,
      what: isWithdrawn ? 'Betaling, ingetrokken: telt niet mee' : 'Betaling van de schuldenaar ontvangen',
    })),
    ...file.repayments.map(({ id, on, amount, isWithdrawn }) => ({
      id,
      on,
      amount,
      what: isWithdrawn
        ? 'Terugstorting, ingetrokken: telt niet mee'
        : 'Terugstorting van de schuldeiser ontvangen',
    })),
    ...file.payouts.map((payout) => ({
      id: payout.id,
      on:
        payout.withdrawnOn ??
        payout.returned?.on ??
        payout.performedOn ??
        payout.approvedOn ??
        payout.preparedOn,
      amount: payout.amount,
      what: `${payout.to === 'schuldeiser' ? 'Afdracht aan de schuldeiser' : 'Terugbetaling aan de schuldenaar'}: ${PAYOUT_WORDS[payoutState(payout)]}`,
    })),
  ].sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
  return (
    <table class="cards">
      <caption>Ontvangsten en uitbetalingen</caption>
      <thead>
        <tr>
          <th scope="col">Dag</th>
          <th scope="col">Wat</th>
          <th scope="col" class="money">
            Bedrag
          </th>
        </tr>
      </thead>
      <tbody>
        {movements.map(({ id, on, amount, what }) => (
          <tr>
            <th scope="row">
              <DayTime on={on} />
            </th>
            <td data-label="Wat">
              {what}{' '}
              <span class="small">
                <Reference id={id} references={references} />
              </span>
            </td>
            <td class="money" data-label="Bedrag">
              <Euro cents={amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const PAYOUT_WORDS: Record<ReturnType<typeof payoutState>, string> = {
  voorbereid: 'voorbereid, wacht op goedkeuring',
  goedgekeurd: 'goedgekeurd, nog uit te voeren',
  verricht: 'uitgevoerd door de bank',
  ingetrokken: 'ingetrokken, niet uitgevoerd',
  teruggekomen: 'uitgevoerd, en door de bank teruggestuurd',
};
