import { type Day, formatEuro, parseCents } from '../values/index.ts';
import type { Refuse } from './admission-refusal.ts';
import { asIfAdded, type CaseFile, type Payout } from './case-file.ts';
import type { EventData, EventDraft } from './events.ts';
import { assessCase } from './law-document.ts';
import {
  approvedFor,
  dueToDebtor,
  leftForCreditor,
  readyForDebtor,
  shortFor,
  unallocatedOf,
} from './money.ts';
import { isSamePerson } from './same-person.ts';

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
  const short = shortFor(without);
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

type PayoutDraft = Extract<
  EventDraft,
  {
    kind:
      | 'uitbetaling-goedgekeurd'
      | 'uitbetaling-verricht'
      | 'uitbetaling-ingetrokken'
      | 'uitbetaling-teruggekomen';
  }
>;

export function checkPayout(file: CaseFile, draft: PayoutDraft, by: string, refuse: Refuse): void {
  const payout = file.payouts.find(({ id }) => id === draft.data.payout);
  if (!payout) {
    refuse('onbekend', `Er is geen uitbetaling "${draft.data.payout}".`);
    return;
  }
  const state = payoutState(payout);
  if (!FOLLOWS[draft.kind].includes(state)) {
    refuse('verkeerde-stand', `De uitbetaling ${payout.id} is ${state}; ${ONLY[draft.kind]}.`);
    return;
  }
  const since = payout.performedOn ?? payout.approvedOn ?? payout.preparedOn;
  if (draft.on < since) {
    refuse(
      'verkeerde-stand',
      `De uitbetaling ${payout.id} is sinds ${since} ${state}; wat daarop volgt kan niet van ${draft.on} zijn.`,
    );
  }
  if (draft.kind === 'uitbetaling-goedgekeurd') checkApprover(file, payout, by, refuse);
  if (draft.kind === 'uitbetaling-verricht' && payout.approvedBy && isSamePerson(payout.approvedBy, by)) {
    refuse(
      'zelfde-persoon',
      `${by} heeft de uitbetaling ${payout.id} goedgekeurd; een ander moet bevestigen dat de bank haar uitvoerde.`,
    );
  }
  const short = shortFor(file, payout);
  if ((draft.kind === 'uitbetaling-goedgekeurd' || draft.kind === 'uitbetaling-verricht') && short > 0n) {
    refuse(
      'bedrag-te-hoog',
      `Met ${payout.id} is ${formatEuro(short)} meer uitbetaald dan er voor deze zaak binnenkwam. Trek de uitbetaling in.`,
    );
  }
}

const FOLLOWS: Record<PayoutDraft['kind'], readonly PayoutState[]> = {
  'uitbetaling-goedgekeurd': ['voorbereid'],
  'uitbetaling-verricht': ['goedgekeurd'],
  'uitbetaling-ingetrokken': ['voorbereid', 'goedgekeurd'],
  'uitbetaling-teruggekomen': ['verricht'],
};

const ONLY: Record<PayoutDraft['kind'], string> = {
  'uitbetaling-goedgekeurd': 'alleen een voorbereide wordt goedgekeurd',
  'uitbetaling-verricht': 'alleen een goedgekeurde wordt verricht',
  'uitbetaling-ingetrokken': 'zij is niet meer in te trekken',
  'uitbetaling-teruggekomen': 'alleen een verrichte komt terug',
};

/**
 * Whoever says that money came in never lets it go out: one person could otherwise invent a receipt and approve the payout that the program
 * prepares of it. Money that came back from the bank is a receipt as well.
 */
function checkApprover(file: CaseFile, payout: Payout, by: string, refuse: Refuse): void {
  if (isSamePerson(by, payout.preparedBy))
    refuse('zelfde-persoon', `${by} heeft de uitbetaling zelf voorbereid; een ander moet haar goedkeuren.`);
  const receipts = [...file.payments, ...file.repayments].filter(({ isWithdrawn }) => !isWithdrawn);
  const returns = file.payouts.flatMap(({ id, returned }) => (returned ? [{ id, ...returned }] : []));
  const own = [...receipts, ...returns].find(({ recordedBy }) => isSamePerson(recordedBy, by));
  if (own) {
    refuse(
      'zelfde-persoon',
      `${by} heeft zelf vastgelegd dat het geld van ${own.id} binnenkwam; een ander moet de uitbetaling goedkeuren.`,
    );
  }
}

type PayoutState = 'voorbereid' | 'goedgekeurd' | 'verricht' | 'ingetrokken' | 'teruggekomen';

export function payoutState({ approvedOn, performedOn, withdrawnOn, returned }: Payout): PayoutState {
  if (withdrawnOn !== null) return 'ingetrokken';
  if (returned !== null) return 'teruggekomen';
  if (performedOn !== null) return 'verricht';
  return approvedOn === null ? 'voorbereid' : 'goedgekeurd';
}
