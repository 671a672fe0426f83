import { createHash } from 'node:crypto';
import type { LetterData } from '../letters/index.ts';
import { addDays, type Cents, formatCents, parseCents, sumCents } from '../values/index.ts';
import { assessCase } from './law-document.ts';
import type { Amounts } from './letter-amounts.ts';
import type { Making } from './letter-document.ts';
import { unallocatedOf } from './money.ts';
import { planOf } from './plan.ts';
import { brakeKindOfLetter, isBraked } from './process/brakes.ts';
import { hasVolmacht } from './process/volmacht.ts';
import type { Step } from './step.ts';

/** Letters that report: what moved, what was paid out, how it stands, what a new decision changed, and what a judge must see. */

const STATUS_EVERY_DAYS = 28;

/** Whatever changed the debt since the case began. Amounts are as the law room counts them today. */
export function statement({ file, assessment, payload, today }: Making) {
  const rows = assessment?.dwangsommen.filter(({ status }) => status !== 'vervallen') ?? [];
  const rente = sumCents(rows.map((row) => parseCents(row.rente) + parseCents(row.paid.rente)));
  const dwangsommen = rows.map(({ id, on, amount }) => ({
    on,
    kind: 'dwangsom' as const,
    about: id,
    article: 'Rv 611a',
    amount,
  }));
  const kosten = file.facts.flatMap(({ fact }) =>
    fact.kind === 'kosten' && assessment?.vernietigdBy === null
      ? [
          {
            on: fact.on,
            kind: 'kosten' as const,
            about: fact.what.slice(0, 300),
            article: 'Rv 434a',
            amount: fact.amount,
          },
        ]
      : [],
  );
  const payments = file.payments.flatMap(({ id, on }) => {
    const placed = sumCents(
      (assessment?.allocations ?? [])
        .filter(({ payment }) => payment === id)
        .map((row) => parseCents(row.amount)),
    );
    return placed > 0n
      ? [{ on, kind: 'betaling' as const, about: id, article: 'BW 6:44', amount: formatCents(placed) }]
      : [];
  });
  const movements = [
    ...dwangsommen,
    ...kosten,
    ...(rente > 0n
      ? [
          {
            on: today,
            kind: 'rente' as const,
            about: 'tot vandaag',
            article: 'BW 6:119',
            amount: formatCents(rente),
          },
        ]
      : []),
    ...payments,
  ].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  const isForCreditor = payload.kind === 'overzicht-schuldeiser';
  return {
    from: file.events[0]!.on,
    through: today,
    opening: '0.00',
    movements,
    payouts: isForCreditor
      ? file.payouts.flatMap(({ to, performedOn, returned, amount }) =>
          to === 'schuldeiser' && performedOn !== null && returned === null
            ? [{ on: performedOn, amount: formatCents(amount) }]
            : [],
        )
      : [],
  };
}

/** Which payments an afdracht comes from: they are paid out in the order in which they were placed, so what earlier payouts took is passed over. */
export function payoutAdvice({ file, assessment, payload, addressee, today }: Making) {
  const about = file.letters.find(({ id }) => id === payload.letter)?.about;
  const payout = file.payouts.find(({ id }) => id === about);
  if (!payout) throw new Error(`letter ${payload.letter} of case ${file.id} is about no payout`);
  const own = file.payouts.filter(
    ({ to, withdrawnOn, returned }) => to === 'schuldeiser' && withdrawnOn === null && returned === null,
  );
  const before = own.slice(0, own.indexOf(payout));
  let skip: Cents = sumCents(before.map(({ amount }) => amount));
  let left: Cents = payout.amount;
  const receipts: Extract<LetterData, { document: 'L-19' }>['receipts'] = [];
  for (const row of assessment?.allocations ?? []) {
    if (row.head === 'kosten' || left === 0n) continue;
    const amount = parseCents(row.amount);
    const passed = skip < amount ? skip : amount;
    skip -= passed;
    const taken = amount - passed < left ? amount - passed : left;
    if (taken === 0n) continue;
    left -= taken;
    const payment = file.payments.find(({ id }) => id === row.payment);
    receipts.push({
      payment: row.payment,
      on: payment?.on ?? today,
      article: row.article,
      hoofdsom: formatCents(row.head === 'hoofdsom' ? taken : 0n),
      rente: formatCents(row.head === 'rente' ? taken : 0n),
      kosten: '0.00',
    });
  }
  // What was placed differently since the payout was prepared is no longer found back in one payment.
  if (left > 0n)
    receipts.push({
      payment: 'eerdere ontvangst',
      on: payout.preparedOn,
      article: 'Rv 611c',
      hoofdsom: formatCents(left),
      rente: '0.00',
      kosten: '0.00',
    });
  return {
    payoutOn: payout.performedOn ?? today,
    accountEndsOn: /\d{4}$/.exec(addressee.iban ?? '')?.[0] ?? '0000',
    receipts,
  };
}

/**
 * What was done last, what comes next and when. Only in words of this list: the plan's own sentences are for the bureau, and tell of income, of registers, of
 * colleagues and of the other household, which the creditor may not know.
 */
export function statusOf({ file, assessment, stored, today }: Making) {
  const steps = planOf(file, assessment, today, stored.standing).filter(
    ({ act }) =>
      !(
        act?.kind === 'record' &&
        act.event.kind === 'brief-beloofd' &&
        act.event.data.letter === 'statusbericht'
      ),
  );
  const last = file.events.findLast(({ kind }) => kind in TOLD) ?? file.events[0]!;
  const next = steps.find(({ on, act }) => act !== null && on >= today);
  const open = assessment
    ? sumCents([assessment.totals.open.hoofdsom, assessment.totals.open.rente].map(parseCents))
    : 0n;
  const nextStatusBy = addDays(today, STATUS_EVERY_DAYS);
  return {
    lastAction: { on: last.on, what: TOLD[last.kind] ?? 'Er is iets in uw zaak vastgelegd.' },
    nextAction: {
      on: next?.on ?? nextStatusBy,
      what: next ? nextInWords(next) : 'Wij schrijven u opnieuw.',
      article: (next?.because[0]?.article ?? 'beleid van het bureau').slice(0, 120),
    },
    waitingFor: steps.some(({ act, on }) => act === null && on <= today)
      ? 'Een medewerker van ons moet nog iets uitzoeken of beslissen.'
      : null,
    open: formatCents(open),
    nextStatusBy,
    isGuarded:
      hasVolmacht(file, today) && !isBraked(file, stored.standing, brakeKindOfLetter('stuitingsbrief')),
  };
}

const TOLD: Readonly<Record<string, string>> = {
  'uitspraak-geregistreerd': 'De uitspraak is geregistreerd.',
  'uitspraak-gevalideerd': 'De uitspraak is gecontroleerd.',
  'volmacht-verleend': 'Uw volmacht is ontvangen.',
  'uitspraak-betekend': 'De deurwaarder heeft de uitspraak betekend.',
  'niet-nakoming-gemeld': 'Er is een gemist moment gemeld.',
  'niet-nakoming-vastgesteld': 'Er is vastgesteld dat de uitspraak niet is nagekomen.',
  'niet-nakoming-afgewezen': 'Een melding is afgewezen.',
  'betaling-ontvangen': 'Er is een betaling ontvangen.',
  'uitbetaling-verricht': 'Er is aan u uitbetaald.',
  'opdracht-verzonden': 'De deurwaarder heeft een opdracht gekregen.',
};

function nextInWords({ act }: Step): string {
  if (act?.kind === 'book') return 'Wij werken de rente bij.';
  if (act?.kind !== 'record') return 'Wij kijken of er is betaald.';
  switch (act.event.kind) {
    case 'brief-beloofd':
      return act.event.data.letter === 'stuitingsbrief'
        ? 'Wij sturen een brief die de verjaring stuit.'
        : 'Wij sturen een brief.';
    case 'uitbetaling-voorbereid':
      return 'Wij bereiden een uitbetaling voor.';
    case 'zaak-gesloten':
      return 'Wij sluiten de zaak, als er niets nieuws gebeurt.';
    default:
      return 'Wij werken de zaak bij.';
  }
}

/** Each dwangsom before and after a decision. What was paid is set against what is owed now. */
export function recalculation({ file, assessment, payload, today, stored }: Making) {
  const about = file.letters.find(({ id }) => id === payload.letter)?.about;
  const found = file.facts.find(({ fact }) => fact.id === about);
  const kind = found?.fact.kind;
  if (!found || (kind !== 'vernietiging' && kind !== 'vermindering' && kind !== 'opheffing'))
    throw new Error(`letter ${payload.letter} of case ${file.id} is about no decision`);
  const without = { ...file, facts: file.facts.filter(({ fact }) => fact.id !== found.fact.id) };
  const before = assessCase(without, stored.kinderen, today, { rente: 'geen' });
  const now = new Map((assessment?.dwangsommen ?? []).map((row) => [row.id, row]));
  const rows = ((before.ok && before.value?.dwangsommen) || []).map(({ id, on, amount }) => {
    const after = now.get(id);
    return {
      dwangsom: id,
      on,
      article: kind === 'vernietiging' ? 'BW 6:203' : 'Rv 611d',
      before: amount,
      after: !after || after.status === 'vervallen' || after.status === 'verjaard' ? '0.00' : after.amount,
    };
  });
  const settled = sumCents(
    file.payments.filter(({ isWithdrawn }) => !isWithdrawn).map(({ amount }) => amount),
  );
  const open = assessment
    ? sumCents(
        [assessment.totals.open.hoofdsom, assessment.totals.open.rente, assessment.totals.open.kosten].map(
          parseCents,
        ),
      )
    : 0n;
  const back = assessment
    ? sumCents([
        parseCents(assessment.totals.refundable),
        ...[...unallocatedOf(file, assessment).values()].filter((left) => left > 0n),
      ])
    : 0n;
  return {
    decision: { on: found.event.on, kind },
    rows:
      rows.length > 0
        ? rows
        : [{ dwangsom: 'geen', on: found.event.on, article: 'Rv 611d', before: '0.00', after: '0.00' }],
    settled: formatCents(settled),
    toPay: formatCents(open),
    back: formatCents(back),
    betaaltermijnDagen: 14,
  };
}

/** For the judge: all that happened with the day it counts and the day it was written down, and hashes by which it can be checked. */
export function evidenceFile({ file, head, stored, today }: Making, open: Amounts): LetterData {
  const debtor = stored.parties.find(({ role }) => role === 'schuldenaar')!;
  const creditor = stored.parties.find(({ role }) => role === 'schuldeiser')!;
  return {
    ...head,
    document: 'L-32',
    addressee: { role: 'rechter', name: file.uitspraak!.court.slice(0, 300), address: 'griffie' },
    onBehalfOf: creditor.name,
    date: today,
    ...open,
    debtorName: debtor.name,
    timeline: file.events.map(({ on, recordedOn, kind, seq }) => ({
      on,
      recordedOn,
      what: `${seq}: ${kind.replaceAll('-', ' ')}.`,
      article: null,
    })),
    exploten: file.betekening
      ? [{ on: file.betekening.on, deurwaarder: 'volgens het exploot', exploot: file.betekening.exploot }]
      : [],
    payments: file.payments
      .filter(({ isWithdrawn }) => !isWithdrawn)
      .map(({ id, on, amount }) => ({ id, on, article: 'BW 6:44', amount: formatCents(amount) })),
    documents: [
      {
        name: 'het dictum van de uitspraak, zoals geregistreerd',
        sha256: createHash('sha256').update(file.uitspraak!.dictum).digest('hex'),
      },
    ],
  };
}
