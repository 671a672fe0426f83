import { type Day, formatEuro, parseCents } from '../values/index.ts';
import type { Refuse } from './admission-refusal.ts';
import { asIfAdded, type CaseFile, type Payout } from './case-file.ts';
import type { EventData, EventDraft } from './events.ts';
import { SYSTEM } from './events.ts';
import { assessCase } from './law-document.ts';
import {
  approvedFor,
  dueToDebtor,
  leftForCreditor,
  readyForDebtor,
  receivedOf,
  repaidOf,
  unallocatedOf,
} from './money.ts';

/** What may be said about receipts, a surplus and payouts: never more than lies there for whoever it is for. */

export function checkReceipt({ amount }: { amount: string }, refuse: Refuse): void {
  if (parseCents(amount) === 0n) refuse('past-niet-in-de-wet', 'Het bedrag moet meer dan nul zijn.');
}

export function checkReleased(
  file: CaseFile,
  { payment, amount }: EventData<'overschot-vrijgegeven'>,
  kinderen: readonly Day[],
  today: Day,
  refuse: Refuse,
): void {
  const assessed = assessCase(file, kinderen, today);
  const left = assessed.ok && assessed.value ? (unallocatedOf(file, assessed.value).get(payment) ?? 0n) : 0n;
  const cents = parseCents(amount);
  if (cents === 0n) refuse('past-niet-in-de-wet', 'Het bedrag moet meer dan nul zijn.');
  if (cents > left) {
    refuse(
      'bedrag-te-hoog',
      `Van betaling ${payment} is ${formatEuro(left)} niet toegerekend; ${formatEuro(cents)} kan niet worden vrijgegeven.`,
    );
  }
}

/** Only what lies for that party: cash of another case, of the bureau or of the other parent never pays along. */
export function checkPrepared(
  file: CaseFile,
  { to, amount }: EventData<'uitbetaling-voorbereid'>,
  kinderen: readonly Day[],
  today: Day,
  refuse: Refuse,
): void {
  const assessed = assessCase(file, kinderen, today);
  const assessment = assessed.ok ? assessed.value : null;
  const cents = parseCents(amount);
  const left = !assessment
    ? 0n
    : to === 'schuldeiser'
      ? leftForCreditor(file, assessment)
      : readyForDebtor(file, assessment);
  const free = left > 0n ? left : 0n;
  if (cents === 0n) refuse('past-niet-in-de-wet', 'Het bedrag moet meer dan nul zijn.');
  if (cents > free) {
    refuse(
      'bedrag-te-hoog',
      `Voor de ${to} ligt in deze zaak ${formatEuro(free)} vrij, ${formatEuro(cents)} is gevraagd. Geld van een ander betaalt nooit mee.`,
    );
  }
}

/**
 * What was taken back must leave the money provable: the derdengelden of a case never stand below nothing, because then those of another case would
 * have paid; and from a debtor to whom too much was sent back there is no claim in the books.
 */
export function checkWithdrawn(
  file: CaseFile,
  draft: Extract<EventDraft, { kind: 'feit-ingetrokken' }>,
  kinderen: readonly Day[],
  today: Day,
  refuse: Refuse,
): void {
  const without = asIfAdded(file, draft, today);
  const paidOut = approvedFor(file, 'schuldeiser') + approvedFor(file, 'schuldenaar');
  const short = paidOut - receivedOf(without) - repaidOf(without);
  if (short > 0n) {
    refuse(
      'bedrag-te-hoog',
      `Zonder ${draft.data.fact} is ${formatEuro(short)} meer uitbetaald dan er voor deze zaak binnenkwam. Laat dat eerst terugstorten, of trek de uitbetaling in.`,
    );
    return;
  }
  const assessed = assessCase(without, kinderen, today);
  if (!assessed.ok || !assessed.value) return;
  const tooMuch = approvedFor(without, 'schuldenaar') - dueToDebtor(without, assessed.value);
  if (tooMuch > 0n) {
    refuse(
      'verkeerde-stand',
      `Om ${draft.data.fact} is ${formatEuro(tooMuch)} aan de schuldenaar terugbetaald of opgedragen. Trek eerst die uitbetaling in; is zij verricht, leg dan een nieuw feit vast.`,
    );
  }
}

/** Names that the program hands out itself; a clause of that name would make the first report, letter or payment unreadable. */
const _OWN_NAMES = /^[nfbptu]\d+$/;

export function checkPayout(
  file: CaseFile,
  {
    kind,
    data,
  }: Extract<
    EventDraft,
    { kind: 'uitbetaling-goedgekeurd' | 'uitbetaling-verricht' | 'uitbetaling-ingetrokken' }
  >,
  by: string,
  refuse: Refuse,
): void {
  const payout = file.payouts.find(({ id }) => id === data.payout);
  if (!payout) {
    refuse('onbekend', `Er is geen uitbetaling "${data.payout}".`);
    return;
  }
  const state = payoutState(payout);
  if (kind === 'uitbetaling-goedgekeurd') {
    if (state !== 'voorbereid')
      refuse(
        'verkeerde-stand',
        `De uitbetaling ${payout.id} is ${state}; alleen een voorbereide wordt goedgekeurd.`,
      );
    if (by === SYSTEM) refuse('alleen-een-persoon', 'Een uitbetaling wordt door een persoon goedgekeurd.');
    else if (by === payout.preparedBy)
      refuse('zelfde-persoon', `${by} heeft de uitbetaling zelf voorbereid; een ander moet haar goedkeuren.`);
  } else if (kind === 'uitbetaling-verricht') {
    if (state !== 'goedgekeurd')
      refuse(
        'verkeerde-stand',
        `De uitbetaling ${payout.id} is ${state}; alleen een goedgekeurde wordt verricht.`,
      );
  } else if (state !== 'voorbereid' && state !== 'goedgekeurd') {
    refuse('verkeerde-stand', `De uitbetaling ${payout.id} is ${state} en is niet meer in te trekken.`);
  }
}

export function payoutState({
  approvedOn,
  performedOn,
  withdrawnOn,
}: Payout): 'voorbereid' | 'goedgekeurd' | 'verricht' | 'ingetrokken' {
  if (withdrawnOn !== null) return 'ingetrokken';
  if (performedOn !== null) return 'verricht';
  return approvedOn === null ? 'voorbereid' : 'goedgekeurd';
}
