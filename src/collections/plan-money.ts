import type { Assessment, Dwangsom } from '../law/index.ts';
import {
  addDays,
  addMonths,
  type Cents,
  type Day,
  day,
  formatCents,
  formatEuro,
  type Ground,
} from '../values/index.ts';
import type { CaseFile, Payout } from './case-file.ts';
import { cashOf, leftForCreditor, owedBackByCreditor, readyForDebtor, repaidOf } from './money.ts';
import { acting, person, type Step } from './step.ts';

/** Money: afdracht, refund, and the rente of the month. */

/** For each of two people who let money go: whoever approves, and whoever performs it at the bank. */
export const PAYOUT_DAYS = 2;

/** Rv 611c: what came in for the creditor goes to the creditor; what should not have been paid goes back to the debtor (BW 6:203). */
export function payouts(file: CaseFile, assessment: Assessment, today: Day): Step[] {
  const isTooMuch = ({ to }: Payout) =>
    to === 'schuldeiser' && owedBackByCreditor(file, assessment) > repaidOf(file);
  const steps = file.payouts.flatMap((payout): Step[] => {
    if (payout.withdrawnOn !== null || payout.performedOn !== null) return [];
    const words = `${payout.to === 'schuldeiser' ? 'de afdracht' : 'de terugbetaling'} ${payout.id} van ${formatEuro(payout.amount)} aan de ${payout.to}`;
    return payout.approvedOn === null
      ? [
          person(
            'financiën',
            payout.preparedOn,
            addDays(payout.preparedOn, PAYOUT_DAYS),
            `Goedkeuren of intrekken: ${words}.`,
          ),
        ]
      : [
          person(
            'financiën',
            payout.approvedOn,
            addDays(payout.approvedOn, PAYOUT_DAYS),
            isTooMuch(payout)
              ? `Bij de bank tegenhouden en intrekken, want er is niet zoveel meer verschuldigd; is het al betaald, dan bevestigen: ${words}.`
              : `Bij de bank uitvoeren en bevestigen: ${words}.`,
          ),
        ];
  });

  const owed = leftForCreditor(file, assessment);
  const refund = readyForDebtor(file, assessment);
  if (owed < 0n) steps.push(...withdraw(file, 'schuldeiser', today));
  if (refund < 0n) steps.push(...withdraw(file, 'schuldenaar', today));
  if (owed > 0n) {
    steps.push(
      ...prepare(file, 'schuldeiser', owed, today, {
        article: 'Rv 611c',
        facts: [],
        note: 'De dwangsom komt ten volle toe aan de schuldeiser.',
      }),
    );
  }
  const missing = owedBackByCreditor(file, assessment) - repaidOf(file);
  if (missing > 0n) {
    steps.push(
      person(
        'financiën',
        today,
        null,
        `${formatEuro(missing)} van de schuldeiser terugvorderen en de terugstorting vastleggen.`,
        RESTITUTION,
      ),
    );
  }
  if (refund > 0n) steps.push(...prepare(file, 'schuldenaar', refund, today, RESTITUTION));
  return steps;
}

const RESTITUTION: Ground = {
  article: 'BW 6:203',
  facts: [],
  note: 'Wat zonder rechtsgrond is betaald, gaat terug.',
};

/** A payout that nobody has approved is taken back where less is due than was prepared; what is due is prepared anew. */
function withdraw(file: CaseFile, to: 'schuldeiser' | 'schuldenaar', today: Day): Step[] {
  return file.payouts
    .filter((payout) => payout.to === to && payout.approvedOn === null && payout.withdrawnOn === null)
    .map(({ id }) =>
      acting(
        today,
        `De voorbereide ${to === 'schuldeiser' ? 'afdracht' : 'terugbetaling'} ${id} intrekken: er is niet zoveel meer verschuldigd.`,
        'Niets: het geld blijft liggen voor wie het toekomt.',
        {
          kind: 'uitbetaling-ingetrokken',
          on: today,
          data: { payout: id, reason: 'Het verschuldigde bedrag is lager geworden.' },
        },
        RESTITUTION,
      ),
    );
}

function prepare(
  file: CaseFile,
  to: 'schuldeiser' | 'schuldenaar',
  amount: Cents,
  today: Day,
  ground: Ground,
): Step[] {
  if (amount <= 0n || amount > cashOf(file)) return [];
  const what = `${to === 'schuldeiser' ? 'Een afdracht' : 'Een terugbetaling'} van ${formatEuro(amount)} aan de ${to} voorbereiden; een persoon keurt haar goed.`;
  const id = `u${file.payouts.length + 1}`;
  return [
    acting(
      today,
      what,
      'Een nieuw feit waardoor het bedrag verandert, of intrekking door financiën.',
      { kind: 'uitbetaling-voorbereid', on: today, data: { id, to, amount: formatCents(amount) } },
      ground,
    ),
  ];
}

/** BW 6:119: the rente that ran is booked on the first of each month, so that a month is closed with all that belongs in it. */
export function renteOfTheMonth(assessment: Assessment, today: Day): Step[] {
  const firstOfThis = day(`${today.slice(0, 7)}-01`);
  const first = addMonths(firstOfThis, 1);
  // What became verjaard in this month has rente of its days before that.
  const runs = ({ status, verjaring: { contestableUntil } }: Dwangsom) =>
    status === 'opeisbaar' ||
    status === 'betwistbaar' ||
    (status === 'verjaard' && contestableUntil !== null && contestableUntil >= firstOfThis);
  if (!assessment.dwangsommen.some(runs)) return [];
  return [
    {
      on: first,
      deadline: null,
      by: 'programma',
      what: 'De wettelijke rente tot en met de laatste dag van de maand boeken.',
      because: [
        { article: 'BW 6:119 lid 1', facts: [], note: 'Rente is verschuldigd over de tijd van verzuim.' },
      ],
      stops: 'Betaling van alles wat openstaat.',
      act: { kind: 'book' },
    },
  ];
}
