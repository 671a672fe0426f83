/**
 * Reading the books: each report answers for the entries that count at (value day, booked day), or at a block of the seal, and names the newest
 * seal that it stands on. A report is one question to the database; asked in a transaction at repeatable read, all of its parts are of one moment.
 *
 * The reports throw for an account or a block that does not exist; whoever takes names from a person asks `unknownNames` first.
 */
export type { AsOf } from './as-of.ts';
export { type CursorRefusal, LIMIT_MAXIMUM } from './cursor.ts';
export { type BookedEntry, entriesOf, type JournalPage, type JournalQuestion, journal } from './journal.ts';
export { type NameRefusal, type Names, unknownNames } from './names.ts';
export {
  type AgeBucket,
  type Ageing,
  ageing,
  mustBeZero,
  type OpenItem,
  type OpenItems,
  openItems,
} from './open-items.ts';
export type { Sheet } from './sheet.ts';
export { ageingSheet, journalSheet, openItemsSheet, statementSheet, trialBalanceSheet } from './sheets.ts';
export type { Seal } from './stands-on.ts';
export { type Statement, type StatementLine, type StatementQuestion, statement } from './statement.ts';
export { type TrialBalance, type TrialBalanceRow, trialBalance } from './trial-balance.ts';
export { toCsv, toJson, toTable } from './write.ts';
