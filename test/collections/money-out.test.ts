import { expect, test } from 'vitest';
import { whyNotAdmitted } from '../../src/collections/admission.ts';
import { type CaseFile, caseFileOf } from '../../src/collections/case-file.ts';
import type { CaseEvent, EventDraft } from '../../src/collections/events.ts';
import { record, registerUitspraak } from '../../src/collections/index.ts';
import { day } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { booksEqualAssessment } from './books-equal.ts';
import {
  APPROVER,
  at,
  CHECKER,
  FINANCE,
  OFFICER,
  type OneCase,
  openOffice,
  PARTIES,
  runningCase,
  uitspraakOf,
} from './office.ts';

/** Money that leaves: only what came in, past two pairs of eyes, once for each line of the bank. */

const { db } = await openTestDatabase();
await openOffice(db);

/** € 250 of 15 February, of which € 100 is paid on 1 March: the afdracht u1 of € 100 waits for approval. */
async function withPayout(): Promise<OneCase> {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await one.paid('2025-03-01', '100.00');
  return one;
}

function line(bankReference: string, payout = 'u1') {
  return { payout, bankReference };
}

/** The history of drafts, each recorded on its own day. */
function historyOf(...drafts: [by: string, draft: EventDraft][]): CaseFile {
  const events = drafts.map(
    ([recordedBy, draft], index): CaseEvent => ({
      ...draft,
      id: `event_${index}`,
      seq: index + 1,
      recordedOn: draft.on,
      recordedAt: new Date(0),
      recordedBy,
    }),
  );
  return caseFileOf('case_1', 'D2025-00001', events);
}

// --- no payout without money

test('while no rate is known: a payment is withdrawn, and the payout that was prepared of it is not approved until as much came in again', async () => {
  const one = await runningCase(db);
  await one.found('2026-11-16', '2026-11-15');
  await one.sent('2026-11-16');
  // Rente runs from 2 December; 2027 has no rate, so the case stands still and the program withdraws nothing.
  await one.delivered('2026-11-17', 'b1');
  await one.paid('2026-12-20', '100.00');
  await one.night('2027-02-03');
  await one.add('2027-02-03', FINANCE, 'feit-ingetrokken', '2027-02-03', {
    fact: 'p1',
    reason: 'Andere zaak.',
  });
  expect((await one.view('2027-02-03')).haltedBecause).toContain('rente');
  const approve = () =>
    one.refused('2027-02-04', APPROVER, 'uitbetaling-goedgekeurd', '2027-02-04', { payout: 'u1' });
  expect(await approve()).toEqual(['bedrag-te-hoog']);
  // One cent too little: € 99.99 of the € 100.
  await one.paid('2027-02-04', '99.99');
  expect(await approve()).toEqual(['bedrag-te-hoog']);
  await one.paid('2027-02-04', '0.01');
  await one.approved('2027-02-04', 'u1');
  // Now approved, the money may not be taken from under it, though nobody can assess the case.
  for (const fact of ['p2', 'p3'])
    expect(
      await one.refused('2027-02-05', FINANCE, 'feit-ingetrokken', '2027-02-05', { fact, reason: 'Fout.' }),
    ).toEqual(['bedrag-te-hoog']);
  expect((await one.view('2027-02-05')).haltedBecause).toContain('rente');
});

test('a history in which the money went from under an approved payout: its performance is refused', () => {
  const on = day('2025-03-02');
  const before: [string, EventDraft][] = [
    [FINANCE, { kind: 'betaling-ontvangen', on, data: { id: 'p1', amount: '100.00', bankReference: 'R1' } }],
    [
      'systeem',
      { kind: 'uitbetaling-voorbereid', on, data: { id: 'u1', to: 'schuldeiser', amount: '100.00' } },
    ],
    [APPROVER, { kind: 'uitbetaling-goedgekeurd', on, data: { payout: 'u1' } }],
  ];
  const performed = { kind: 'uitbetaling-verricht', on, data: line('AF-1') } as const;
  const codes = (file: CaseFile) => whyNotAdmitted(file, performed, FINANCE, [], on).map(({ code }) => code);
  expect(codes(historyOf(...before))).toEqual([]);
  const withdrawn = { kind: 'feit-ingetrokken', on, data: { fact: 'p1', reason: 'Fout.' } } as const;
  expect(codes(historyOf(...before, [FINANCE, withdrawn]))).toEqual(['bedrag-te-hoog']);
});

// --- four eyes

test('whoever recorded that money came in does not approve that it goes out, and whoever approved does not confirm', async () => {
  const one = await withPayout();
  const approve = (by: string) =>
    one.refused('2025-03-02', by, 'uitbetaling-goedgekeurd', '2025-03-02', { payout: 'u1' });
  // The same person, however typed: other capitals, more spaces, and the ë as an e with a sign of its own.
  for (const by of [FINANCE, '  FIEN   financiën ', 'Fien Financie\u0308n', 'Fien\u00a0Financiën'])
    expect(await approve(by), by).toEqual(['zelfde-persoon']);
  await one.approved('2025-03-02', 'u1');
  const confirm = (by: string) =>
    one.refused('2025-03-03', by, 'uitbetaling-verricht', '2025-03-03', line(`AF-${one.id}`));
  for (const by of [APPROVER, APPROVER.toUpperCase()])
    expect(await confirm(by), by).toEqual(['zelfde-persoon']);
  await one.performed('2025-03-03', 'u1');
});

test('a receipt that was withdrawn no longer stands in the way; a terugstorting does', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await one.paid('2025-02-20', '10.00');
  await one.add('2025-02-21', CHECKER, 'feit-ingetrokken', '2025-02-21', { fact: 'p1', reason: 'Fout.' });
  await one.add('2025-03-01', CHECKER, 'betaling-ontvangen', '2025-03-01', {
    amount: '100.00',
    bankReference: `REGEL-${one.id}`,
  });
  // u1 of € 10 was withdrawn with its payment.
  await one.add('2025-03-02', FINANCE, 'uitbetaling-goedgekeurd', '2025-03-02', { payout: 'u2' });
  await one.add('2025-03-02', CHECKER, 'uitbetaling-verricht', '2025-03-02', line(`AF-${one.id}`, 'u2'));
  await one.fact('2025-03-03', '2025-03-03', { kind: 'vernietiging', on: '2025-03-03' });
  await one.repaid('2025-03-04', '100.00');
  expect(
    await one.refused('2025-03-05', FINANCE, 'uitbetaling-goedgekeurd', '2025-03-05', { payout: 'u3' }),
  ).toEqual(['zelfde-persoon']);
  await one.approved('2025-03-05', 'u3');
});

test('the other checks compare persons in the same way: validating and finding', async () => {
  const one = await runningCase(db);
  await one.add('2025-02-16', CHECKER, 'niet-nakoming-gemeld', '2025-02-15', {
    clause: 'c1',
    what: 'Gemist.',
  });
  expect(
    await one.refused('2025-02-17', `${CHECKER.toUpperCase()} `, 'niet-nakoming-vastgesteld', '2025-02-17', {
      nietNakoming: 'n1',
      reasons: 'Zo is het.',
    }),
  ).toEqual(['zelfde-persoon']);
});

test('nothing is recorded by nobody, and a name is kept without the spaces around it', async () => {
  const one = await runningCase(db);
  const volmacht = { until: null };
  for (const by of ['', ' \t', 'x'.repeat(201)]) {
    const answer = await one.tried('2025-02-01', by, 'volmacht-verleend', '2025-02-01', volmacht);
    expect(answer.ok ? [] : answer.refusals.map(({ code }) => code)).toEqual(['onleesbaar']);
    const registered = await registerUitspraak(
      db,
      { on: '2025-01-17', parties: PARTIES, uitspraak: uitspraakOf() },
      by,
      at('2025-01-17'),
    );
    expect(registered.ok ? [] : registered.refusals.map(({ code }) => code)).toEqual(['onleesbaar']);
  }
  const addition = { kind: 'volmacht-verleend', on: '2025-02-01', data: volmacht } as const;
  const kept = await record(db, one.id, addition, ` ${OFFICER} `, at('2025-02-01'));
  expect(kept.ok && kept.value.recordedBy).toBe(OFFICER);
  // Nobody passes for a person under the name of the program.
  expect(
    await one.refused('2025-02-02', 'Systeem', 'vraag-beantwoord', '2025-02-02', {
      about: 'p1',
      article: 'BW 3:318',
      answer: 'Nee.',
    }),
  ).toEqual(['alleen-een-persoon']);
});

// --- lines of the bank

test('one line out confirms one payout, over all cases; a line in of the same reference is another line', async () => {
  const [one, other] = [await withPayout(), await withPayout()];
  for (const each of [one, other]) await each.approved('2025-03-02', 'u1');
  const same = line('AF-DUBBEL');
  const answers = await Promise.all(
    [one, other].map((each) => each.tried('2025-03-03', FINANCE, 'uitbetaling-verricht', '2025-03-03', same)),
  );
  const codes = answers.map((answer) => (answer.ok ? 'booked' : answer.refusals[0]!.code)).sort();
  expect(codes).toEqual(['booked', 'dubbel']);
  await one.paid('2025-03-04', '10.00', { line: 'AF-DUBBEL' });
  // Of € 200 in, € 100 out and € 10 in again.
  expect((await one.balance('bank-derdengelden')) + (await other.balance('bank-derdengelden'))).toBe(11_000n);
  for (const each of [one, other]) await booksEqualAssessment(each, '2025-03-04');
});

test('a terugstorting booked on the wrong case is withdrawn, its line is free, and the creditor owes it again', async () => {
  const [wrong, right] = [await withPayout(), await withPayout()];
  for (const each of [wrong, right]) {
    await each.approved('2025-03-02', 'u1');
    await each.performed('2025-03-02', 'u1');
    await each.fact('2025-03-03', '2025-03-03', { kind: 'vernietiging', on: '2025-03-03' });
  }
  const repayment = { amount: '100.00', bankReference: `TERUG-${wrong.id}` };
  await wrong.add('2025-03-04', FINANCE, 'terugstorting-ontvangen', '2025-03-04', repayment);
  // Once its money is on its way to the debtor, it cannot be taken from under that.
  await wrong.approved('2025-03-05', 'u2');
  const withdrawal = { fact: 't1', reason: 'Een andere moeder.' };
  expect(await wrong.refused('2025-03-05', FINANCE, 'feit-ingetrokken', '2025-03-05', withdrawal)).toEqual([
    'bedrag-te-hoog',
  ]);
  await wrong.add('2025-03-05', APPROVER, 'uitbetaling-ingetrokken', '2025-03-05', {
    payout: 'u2',
    reason: 'Verkeerde zaak.',
  });
  await wrong.add('2025-03-06', FINANCE, 'feit-ingetrokken', '2025-03-06', withdrawal);
  expect(await wrong.balance('bank-derdengelden')).toBe(0n);
  expect(await wrong.balance('te-vorderen-schuldeiser')).toBe(10_000n);
  expect(await wrong.balance('terug-te-betalen')).toBe(-10_000n);
  await right.add('2025-03-06', FINANCE, 'terugstorting-ontvangen', '2025-03-04', repayment);
  expect(await right.balance('te-vorderen-schuldeiser')).toBe(0n);
  expect(await wrong.refused('2025-03-07', FINANCE, 'feit-ingetrokken', '2025-03-07', withdrawal)).toEqual([
    'onbekend',
  ]);
  for (const each of [wrong, right]) await booksEqualAssessment(each, '2025-03-06', { renteMayLag: false });
});

// --- sent back by the bank

test('a payout that the bank sends back lies on the bank again, is owed again, and goes out only past a person', async () => {
  const one = await withPayout();
  const back = { ...line(`RETOUR-${one.id}`), reason: 'Rekening opgeheven.' };
  const refused = (on: string, by = CHECKER) =>
    one.refused('2025-03-10', by, 'uitbetaling-teruggekomen', on, back);
  await one.approved('2025-03-02', 'u1');
  expect(await refused('2025-03-10')).toEqual(['verkeerde-stand']);
  await one.performed('2025-03-03', 'u1');
  expect(await one.balance('bank-derdengelden')).toBe(0n);
  // A day before it went out.
  expect(await refused('2025-03-02')).toEqual(['verkeerde-stand']);
  await one.add('2025-03-10', CHECKER, 'uitbetaling-teruggekomen', '2025-03-10', back);
  expect(await one.balance('bank-derdengelden')).toBe(10_000n);
  expect(await one.balance('verschuldigd-schuldeiser')).toBe(-10_000n);
  expect((await one.view('2025-03-10')).file.payouts).toMatchObject([
    { id: 'u1', returned: { on: '2025-03-10' } },
    { id: 'u2', to: 'schuldeiser', amount: 10_000n, approvedOn: null },
  ]);
  await booksEqualAssessment(one, '2025-03-10');
  expect(await refused('2025-03-10')).toEqual(['verkeerde-stand']);
  // Who says that money came back says that it came in.
  expect(
    await one.refused('2025-03-11', CHECKER, 'uitbetaling-goedgekeurd', '2025-03-11', { payout: 'u2' }),
  ).toEqual(['zelfde-persoon']);
  await one.approved('2025-03-11', 'u2');
  await one.performed('2025-03-12', 'u2');
  expect(await one.balance('bank-derdengelden')).toBe(0n);
  expect(await one.balance('verschuldigd-schuldeiser')).toBe(0n);
  await booksEqualAssessment(one, '2025-03-12');
});

test('BW 6:203: a payout that comes back after a vernietiging is not claimed from the creditor any more, and goes to the debtor', async () => {
  const one = await withPayout();
  await one.approved('2025-03-02', 'u1');
  await one.performed('2025-03-03', 'u1');
  await one.fact('2025-03-05', '2025-03-05', { kind: 'vernietiging', on: '2025-03-05' });
  expect(await one.balance('te-vorderen-schuldeiser')).toBe(10_000n);
  await one.returned('2025-03-10', 'u1');
  expect(await one.balance('te-vorderen-schuldeiser')).toBe(0n);
  expect(await one.balance('verschuldigd-schuldeiser')).toBe(0n);
  expect((await one.view('2025-03-10')).file.payouts.at(-1)).toMatchObject({
    id: 'u2',
    to: 'schuldenaar',
    amount: 10_000n,
  });
  await booksEqualAssessment(one, '2025-03-10', { renteMayLag: false });
});

// --- days

test('a step of a payout is not dated before the one that it follows; the same day passes', async () => {
  const one = await withPayout();
  const approve = { payout: 'u1' };
  expect(await one.refused('2025-03-03', APPROVER, 'uitbetaling-goedgekeurd', '2025-02-28', approve)).toEqual(
    ['verkeerde-stand'],
  );
  await one.add('2025-03-03', APPROVER, 'uitbetaling-goedgekeurd', '2025-03-01', approve);
  await one.add('2025-03-03', APPROVER, 'uitbetaling-ingetrokken', '2025-03-03', {
    ...approve,
    reason: 'Toch.',
  });
  // u2 is prepared on the 3rd.
  await one.approved('2025-03-05', 'u2');
  const perform = line(`AF-${one.id}`, 'u2');
  expect(await one.refused('2025-03-06', FINANCE, 'uitbetaling-verricht', '2025-03-04', perform)).toEqual([
    'verkeerde-stand',
  ]);
  await one.add('2025-03-06', FINANCE, 'uitbetaling-verricht', '2025-03-05', perform);
});
