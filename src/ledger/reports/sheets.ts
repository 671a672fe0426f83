import type { Day } from '../../values/index.ts';
import type { AsOf } from './as-of.ts';
import type { JournalPage, JournalQuestion } from './journal.ts';
import type { Ageing, OpenItems } from './open-items.ts';
import { column, fact, factsOf, momentOf, type Sheet } from './sheet.ts';
import type { Statement } from './statement.ts';
import type { TrialBalance } from './trial-balance.ts';

/** Each report as rows and columns. */

const DEBIT = column('debit', 'Debet', 'amount');
const CREDIT = column('credit', 'Credit', 'amount');
const BALANCE = column('balance', 'Saldo', 'amount');

export function trialBalanceSheet({ rows, debit, credit, seal }: TrialBalance, asOf: AsOf): Sheet {
  return {
    report: 'trial-balance',
    title: `Proefbalans${momentOf(asOf)}`,
    facts: [...factsOf(asOf), fact('debit', debit, 'amount'), fact('credit', credit, 'amount')],
    columns: [
      column('control', 'Grootboekrekening'),
      column('name', 'Naam'),
      column('rgsCode', 'RGS'),
      DEBIT,
      CREDIT,
      BALANCE,
    ],
    before: [],
    rows: rows.map((row) => [row.control, row.name, row.rgsCode, row.debit, row.credit, row.balance]),
    after: [['Totaal', null, null, debit, credit, debit - credit]],
    seal,
    next: null,
  };
}

/** A row a line; what belongs to the entry is repeated on each, so that rows can be sorted and filtered without losing it. */
export function journalSheet({ entries, seal, next }: JournalPage, asked: JournalQuestion): Sheet {
  const { scope, cause, bookedFrom, bookedThrough, sealedAt } = asked;
  const asOf = { bookedOn: bookedThrough, sealedAt };
  return {
    report: 'journal',
    title: `Journaal${scope === undefined ? '' : ` van ${scope}`}${momentOf(asOf)}`,
    facts: [
      fact('scope', scope),
      fact('cause', cause),
      fact('bookedFrom', bookedFrom, 'day'),
      ...factsOf(asOf),
    ],
    columns: [
      column('entry', 'Boeking', 'id'),
      column('key', 'Sleutel'),
      column('scope', 'Dossier'),
      column('subject', 'Onderwerp'),
      column('kind', 'Soort'),
      column('cause', 'Oorzaak'),
      column('valueDate', 'Valutadag', 'day'),
      column('bookedOn', 'Boekdag', 'day'),
      column('reverses', 'Neemt terug', 'id'),
      column('description', 'Omschrijving'),
      column('account', 'Rekening'),
      DEBIT,
      CREDIT,
    ],
    before: [],
    rows: entries.flatMap((entry) =>
      entry.lines.map(({ account, side, amount }) => [
        entry.id,
        entry.key,
        entry.scope,
        entry.subject,
        entry.kind,
        entry.cause,
        entry.valueDate,
        entry.bookedOn,
        entry.reverses,
        entry.description,
        account,
        side === 'debit' ? amount : 0n,
        side === 'credit' ? amount : 0n,
      ]),
    ),
    after: [],
    seal,
    next,
  };
}

export function statementSheet(page: Statement, asOf: AsOf, from: Day | undefined): Sheet {
  const { account, opening, lines, closing, seal, next } = page;
  const balanceRow = (words: string, balance: bigint) => [null, null, null, null, words, null, null, balance];
  return {
    report: 'statement',
    title: `Afschrift van ${account}${momentOf(asOf)}`,
    facts: [
      fact('account', account),
      fact('from', from, 'day'),
      ...factsOf(asOf),
      fact('opening', opening, 'amount'),
      fact('closing', closing, 'amount'),
    ],
    columns: [
      column('entry', 'Boeking', 'id'),
      column('key', 'Sleutel'),
      column('valueDate', 'Valutadag', 'day'),
      column('bookedOn', 'Boekdag', 'day'),
      column('description', 'Omschrijving'),
      DEBIT,
      CREDIT,
      BALANCE,
    ],
    before: [balanceRow('Beginsaldo', opening)],
    rows: lines.map((line) => [
      line.entryId,
      line.key,
      line.valueDate,
      line.bookedOn,
      line.description,
      line.debit,
      line.credit,
      line.balance,
    ]),
    after: [balanceRow(next === null ? 'Eindsaldo' : 'Saldo onderaan deze bladzijde', closing)],
    seal,
    next,
  };
}

export function openItemsSheet({ items, balance, seal }: OpenItems, control: string, asOf: AsOf): Sheet {
  return {
    report: 'open-items',
    title: `Openstaande posten van ${control}${momentOf(asOf)}`,
    facts: [fact('control', control), ...factsOf(asOf), fact('balance', balance, 'amount')],
    columns: [column('account', 'Rekening'), column('since', 'Open sinds', 'day'), DEBIT, CREDIT, BALANCE],
    before: [],
    rows: items.map((item) => [item.account, item.since, item.debit, item.credit, item.balance]),
    after: [['Totaal', null, null, null, balance]],
    seal,
    next: null,
  };
}

export function ageingSheet({ control, buckets, count, balance, seal }: Ageing, asOf: AsOf): Sheet {
  return {
    report: 'ageing',
    title: `Ouderdom van de openstaande posten van ${control}${momentOf(asOf)}`,
    facts: [
      fact('control', control),
      ...factsOf(asOf),
      fact('count', count, 'count'),
      fact('balance', balance, 'amount'),
    ],
    columns: [
      column('from', 'Dagen van', 'count'),
      column('through', 'Dagen t/m', 'count'),
      column('count', 'Posten', 'count'),
      BALANCE,
    ],
    before: [],
    rows: buckets.map((bucket) => [bucket.from, bucket.through, bucket.count, bucket.balance]),
    after: [[null, null, count, balance]],
    seal,
    next: null,
  };
}
