/**
 * Double entry on PostgreSQL. It knows accounts, entries, postings, days and keys, and nothing of what they stand for.
 *
 * An account collects postings and rolls up to a control account. An entry is one event in the books: two or more postings,
 * debit and credit alike, under a key that books it once. A scope says whose books an entry belongs to, a subject what it
 * is about within them. Amounts are whole cents; every balance is debit minus credit. Rows are only added: an entry is corrected
 * by reversing it, once.
 */
export { type AccountSpec, type ControlSpec, defineControls, openAccounts, type Rule } from './accounts.ts';
export { balanceOf, sumsBySubject } from './balances.ts';
export { type Checked, check, type Finding, type Progress } from './check/index.ts';
export type { EntryDraft, EntryFault, Line, Side } from './draft.ts';
export { type BalancedEntry, balancedEntry } from './entry.ts';
export { type CloseRefusal, closePeriod } from './periods.ts';
export { type Posted, type PostRefusal, post } from './post.ts';
export type { AsOf } from './reports/index.ts';
export { type ReverseRefusal, reverse } from './reverse.ts';
export { submit } from './submit.ts';
