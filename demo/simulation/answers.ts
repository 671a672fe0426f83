import type { CaseView } from '../../src/collections/index.ts';
import {
  addDays,
  type Cents,
  type Day,
  formatCents,
  latest,
  parseCents,
  sumCents,
} from '../../src/values/index.ts';
import { CHECKER, FINANCE, OFFICER } from './people.ts';
import { intend, type Said, type SimulatedCase } from './simulated-case.ts';
import { nextLine } from './work-list.ts';

/** What letters set going: the proof that they arrived, and what the debtor does about them, each some days later. */

const INTERRUPTING: readonly string[] = [
  'aanzegging',
  'herinnering',
  'laatste-aanmaning',
  'overname',
  'stuitingsbrief',
];

export function answerLetters(one: SimulatedCase, view: CaseView, today: Day): void {
  for (const { id, letter, sentOn, covers } of view.file.letters) {
    if (sentOn === null || one.handled.has(id)) continue;
    one.handled.add(id);
    if (INTERRUPTING.includes(letter)) {
      proveDelivery(one, id, sentOn, today);
      if (letter !== 'stuitingsbrief') answerDemand(one, view, today);
    }
    if (letter === 'wederhoor' && one.draw.percent(one.temper.contestsPercent))
      contestLater(one, covers[0]!, today);
  }
}

function proveDelivery(one: SimulatedCase, letter: string, sentOn: Day, today: Day): void {
  if (one.isCareless && one.draw.percent(25)) return;
  const arrivedOn = addDays(sentOn, one.draw.between(1, 9));
  intend(one, `bezorgd/${letter}`, {
    on: addDays(latest(arrivedOn, today), one.draw.between(0, 8)),
    says: () => [
      { by: OFFICER, kind: 'brief-bezorgd', on: arrivedOn, data: { letter, proof: 'handtekening' } },
    ],
  });
  // The post corrects itself.
  if (one.draw.percent(1))
    intend(one, `bezorgd anders/${letter}`, {
      on: addDays(today, one.draw.between(25, 60)),
      says: (then) =>
        then.file.letters.find(({ id }) => id === letter)?.deliveredOn
          ? [
              {
                by: OFFICER,
                kind: 'brief-bezorgd',
                on: addDays(sentOn, one.draw.between(1, 9)),
                data: { letter, proof: 'handtekening, verbeterd' },
              },
            ]
          : [],
    });
}

function answerDemand(one: SimulatedCase, view: CaseView, today: Day): void {
  const { draw, temper } = one;
  const at = view.file.events.length;
  if (draw.percent(temper.paysPercent))
    payLater(one, `betaalt/${at}`, addDays(today, draw.between(2, temper.paysWithinDays)));
  else if (draw.percent(10)) arrangeLater(one, `regeling/${at}`, addDays(today, draw.between(3, 20)));
}

export function payLater(one: SimulatedCase, about: string, on: Day): void {
  const { draw } = one;
  intend(one, about, {
    on,
    says: (view, today) => {
      // What comes in before anything is owed by a validated uitspraak is not booked until then, so no receipt is written before.
      if (view.assessment === null) return [];
      const open = openOf(view);
      const amount = amountOf(one, open);
      if (amount === 0n) return [];
      const receipt = receiptOf(one, amount, today, view);
      if (draw.percent(4)) giveBackLater(one, receipt, today);
      // Two people see the same line of the bank; or he pays twice.
      if (draw.percent(5)) return [receipt, { ...receipt, mustBeRefused: 'dubbel' }];
      if (draw.percent(4)) return [receipt, receiptOf(one, amount, today, view)];
      return [receipt];
    },
  });
}

function amountOf({ draw }: SimulatedCase, open: Cents): Cents {
  if (open === 0n) return draw.percent(15) ? BigInt(draw.between(100, 30_000)) : 0n;
  if (draw.percent(55)) return open;
  if (draw.percent(10)) return open + BigInt(draw.between(1, 9_000));
  return BigInt(draw.between(1, Number(open)));
}

function receiptOf(one: SimulatedCase, amount: Cents, today: Day, { assessment }: CaseView): Said {
  const known = assessment?.dwangsommen.map(({ id }) => id) ?? [];
  const designates = one.draw.percent(12) && known.length > 0 ? [one.draw.pick(known)] : undefined;
  return {
    by: FINANCE,
    kind: 'betaling-ontvangen',
    on: addDays(today, -one.draw.between(0, 4)),
    data: {
      amount: formatCents(amount),
      bankReference: nextLine(one, 'IN'),
      ...(designates ? { designates } : {}),
    },
  };
}

/** The bank takes a payment back; where its money has gone out already the program refuses, and somebody must ask for it first. */
function giveBackLater(one: SimulatedCase, { data }: Said, today: Day): void {
  const { bankReference } = data as { bankReference: string };
  intend(one, `terug/${bankReference}`, {
    on: addDays(today, one.draw.between(1, 30)),
    says: ({ file }, on) =>
      file.payments
        .filter((payment) => payment.bankReference === bankReference && !payment.isWithdrawn)
        .map(({ id }) => ({
          by: FINANCE,
          kind: 'feit-ingetrokken',
          on,
          data: { fact: id, reason: 'De bank heeft de betaling teruggedraaid.' },
        })),
  });
}

/** Some ask to pay in parts: twelve at most by one person, more with a second. Some keep to it. */
function arrangeLater(one: SimulatedCase, about: string, on: Day): void {
  const { draw } = one;
  intend(one, about, {
    on,
    says: ({ assessment, file }, today) => {
      const rows = (assessment?.dwangsommen ?? []).filter(({ status }) => status === 'opeisbaar');
      const parts = draw.percent(20) ? 14 : draw.between(2, 6);
      const owed = sumCents([
        ...rows.flatMap(({ hoofdsom, rente }) => [parseCents(hoofdsom), parseCents(rente)]),
        parseCents(assessment?.totals.open.kosten ?? '0.00'),
      ]);
      const part = owed / BigInt(parts);
      if (part === 0n) return [];
      // The last one is for what is left of the division.
      const instalments = Array.from({ length: parts }, (_, at) => ({
        on: addDays(today, 20 + at * 30),
        amount: formatCents(at === parts - 1 ? owed - part * BigInt(parts - 1) : part),
      }));
      const keeps = draw.percent(60);
      for (const { on: due, amount } of instalments) {
        if (!keeps && draw.percent(35)) break;
        intend(one, `termijn/${file.events.length}/${due}`, {
          on: addDays(due, draw.percent(80) ? -draw.between(0, 6) : draw.between(1, 12)),
          says: (_, day) => [
            {
              by: FINANCE,
              kind: 'betaling-ontvangen',
              on: day,
              data: { amount, bankReference: nextLine(one, 'TERMIJN') },
            },
          ],
        });
      }
      return [
        {
          by: OFFICER,
          kind: 'betalingsregeling-voorgesteld',
          on: today,
          data: { dwangsommen: rows.map(({ id }) => id), instalments },
        },
      ];
    },
  });
}

export function contestLater(one: SimulatedCase, nietNakoming: string, today: Day): void {
  intend(one, `betwist/${nietNakoming}`, {
    on: addDays(today, one.draw.between(2, 20)),
    says: ({ file }, on) =>
      file.nietNakomingen.some(({ id, status }) => id === nietNakoming && status !== 'afgewezen')
        ? [
            {
              by: one.debtor,
              kind: 'niet-nakoming-betwist',
              on,
              data: { nietNakoming, defence: 'Het kind was ziek.' },
            },
          ]
        : [],
  });
}

/** What no debt took goes back once a person says so. */
export function releaseSurplus(one: SimulatedCase, view: CaseView, today: Day): void {
  const { assessment } = view;
  if (!assessment || assessment.vernietigdBy !== null || parseCents(assessment.totals.unallocated) === 0n)
    return;
  intend(one, 'overschot', {
    on: addDays(today, one.draw.between(5, 60)),
    says: (then, on) => {
      const left = unplacedOf(then);
      if (left === null) return [];
      const amount = one.draw.percent(70) ? left.cents : BigInt(one.draw.between(1, Number(left.cents)));
      return [
        {
          by: CHECKER,
          kind: 'overschot-vrijgegeven',
          on,
          data: { payment: left.payment, amount: formatCents(amount), reason: 'Te veel betaald.' },
        },
      ];
    },
  });
}

function unplacedOf({ file, assessment }: CaseView): { payment: string; cents: Cents } | null {
  if (!assessment || assessment.vernietigdBy !== null) return null;
  for (const { id, amount, isWithdrawn } of file.payments) {
    if (isWithdrawn) continue;
    const placed = assessment.allocations
      .filter(({ payment }) => payment === id)
      .map((row) => parseCents(row.amount));
    const released = file.released.filter(({ payment }) => payment === id).map((row) => row.amount);
    const cents = amount - sumCents(placed) - sumCents(released);
    if (cents > 0n) return { payment: id, cents };
  }
  return null;
}

export function openOf({ assessment }: CaseView): Cents {
  return assessment ? sumCents(Object.values(assessment.totals.open).map(parseCents)) : 0n;
}
