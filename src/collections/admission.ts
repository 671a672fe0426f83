import { type Fault, readCase } from '../law/index.ts';
import type { Day, Refusal } from '../values/index.ts';
import {
  checkContest,
  checkFact,
  checkFinding,
  checkLetter,
  checkReported,
  checkTerms,
  checkValidation,
  needsValidation,
} from './admission-facts.ts';
import {
  checkPayout,
  checkPrepared,
  checkReceipt,
  checkReleased,
  checkWithdrawn,
} from './admission-money.ts';
import { checkProcess } from './admission-process.ts';
import { type AdmissionRefusal, collectRefusals, type Refuse } from './admission-refusal.ts';
import { asIfAdded, type CaseFile } from './case-file.ts';
import { type EventDraft, SYSTEM } from './events.ts';
import { assessCase, lawDocumentOf } from './law-document.ts';
import { whyNotBy } from './process/autonomy.ts';
import { whichBrake } from './process/brakes.ts';
import { ORDINARY_STANDING, type Standing } from './process/standing.ts';

/**
 * Why this may not be added to the history, all reasons at once; empty where it may. Pure: the shell asks it while it holds the case.
 * Whoever checks is never whoever made.
 */
export function whyNotAdmitted(
  file: CaseFile,
  draft: EventDraft,
  by: string,
  kinderen: readonly Day[],
  today: Day,
  standing: Standing = ORDINARY_STANDING,
): Refusal<AdmissionRefusal>[] {
  const { refusals, refuse } = collectRefusals();
  const notBy = whyNotBy(draft.kind, by === SYSTEM);
  // Who may not write it at all need not hear what else is wrong with it.
  if (notBy !== null) {
    refuse('alleen-een-persoon', notBy, by === SYSTEM ? 'AVG art. 22' : undefined);
    return refusals;
  }
  if (draft.on > today) {
    refuse(
      'dag-in-de-toekomst',
      `${draft.on} ligt na vandaag (${today}). Leg vast wat gebeurd is, niet wat nog komt.`,
    );
  }
  checkKind(file, draft, { by, kinderen, today, standing }, refuse);
  // A day in the future changes nothing about how it reads; anything else may.
  if (refusals.every(({ code }) => code === 'dag-in-de-toekomst')) {
    for (const fault of faultsInLaw(file, draft, kinderen, today)) {
      refuse('past-niet-in-de-wet', `Dit past niet bij de uitspraak: ${fault.pointer}: ${fault.detail}.`);
    }
  }
  return refusals;
}

interface Around {
  readonly by: string;
  readonly kinderen: readonly Day[];
  readonly today: Day;
  readonly standing: Standing;
}

function checkKind(file: CaseFile, draft: EventDraft, around: Around, refuse: Refuse): void {
  const { by, kinderen, today, standing } = around;
  switch (draft.kind) {
    case 'uitspraak-geregistreerd':
      if (file.uitspraak?.state === 'gevalideerd') {
        refuse('verkeerde-stand', 'De uitspraak is al gevalideerd. Leg een latere beslissing vast als feit.');
      }
      checkTerms(draft.data.terms, today, refuse);
      return;
    case 'uitspraak-gevalideerd':
    case 'uitspraak-teruggegeven':
      checkValidation(file, by, refuse);
      return;
    case 'volmacht-verleend':
      if (draft.data.until !== null && draft.data.until < draft.on) {
        refuse('verkeerde-stand', 'De volmacht eindigt voordat zij begint.');
      }
      if (file.creditorDiedOn !== null && draft.on <= file.creditorDiedOn)
        refuse(
          'verkeerde-stand',
          `De schuldeiser is overleden op ${file.creditorDiedOn}; een volmacht van die dag of eerder is geëindigd.`,
          'BW 3:72',
        );
      return;
    case 'volmacht-ingetrokken':
      if (!file.volmacht) refuse('verkeerde-stand', 'Er is geen volmacht om in te trekken.');
      return;
    case 'uitspraak-betekend':
      needsValidation(file, refuse);
      if (file.uitspraak && draft.on < file.uitspraak.terms.pronouncedOn) {
        refuse(
          'verkeerde-stand',
          `De uitspraak is van ${file.uitspraak.terms.pronouncedOn}; zij kan niet op ${draft.on} betekend zijn.`,
        );
      }
      return;
    case 'niet-nakoming-gemeld':
      needsValidation(file, refuse);
      if (!file.uitspraak?.terms.clauses.some(({ id }) => id === draft.data.clause)) {
        refuse('onbekend', `De uitspraak heeft geen onderdeel "${draft.data.clause}".`);
      }
      checkReported(draft.data, today, refuse);
      return;
    case 'niet-nakoming-betwist':
      checkContest(file, draft.data, refuse);
      return;
    case 'niet-nakoming-vastgesteld':
    case 'niet-nakoming-afgewezen':
      checkFinding(file, draft.kind, draft.data.nietNakoming, by, refuse);
      return;
    case 'feit-vastgelegd':
      checkFact(file, draft.data, draft.on, refuse);
      return;
    case 'feit-ingetrokken':
      if (!withdrawable(file).includes(draft.data.fact))
        refuse(
          'onbekend',
          `Er is geen feit, betaling of terugstorting "${draft.data.fact}" om in te trekken.`,
        );
      else checkWithdrawn(file, draft, kinderen, today, refuse);
      return;
    case 'brief-beloofd':
    case 'brief-vervallen':
    case 'vraag-beantwoord':
      return;
    case 'brief-verzonden':
    case 'brief-bezorgd':
      checkLetter(file, draft, refuse);
      return;
    case 'betaling-ontvangen':
    case 'terugstorting-ontvangen':
      checkReceipt(draft.data, refuse);
      return;
    case 'overschot-vrijgegeven':
      checkReleased(file, draft.data, kinderen, today, refuse);
      return;
    case 'uitbetaling-voorbereid':
      checkPrepared(file, draft.data, kinderen, today, refuse);
      return;
    case 'uitbetaling-goedgekeurd':
    case 'uitbetaling-verricht':
    case 'uitbetaling-ingetrokken':
    case 'uitbetaling-teruggekomen':
      checkPayout(file, draft, by, refuse);
      // What the bank did is recorded all the same.
      if (draft.kind === 'uitbetaling-goedgekeurd') {
        const brake = whichBrake(file, standing, 'uitbetalingen');
        if (brake !== null)
          refuse(
            'verkeerde-stand',
            `${brake.replace(/\.?$/, '.')} Zolang keurt niemand een uitbetaling goed.`,
          );
      }
      return;
    default: {
      const assess = () => {
        const assessed = assessCase(file, kinderen, today);
        return assessed.ok ? assessed.value : null;
      };
      checkProcess(file, draft, { by, today, standing, assess }, refuse);
    }
  }
}

/** The law room reads the case as it would be: what it refuses never enters the history. */
function faultsInLaw(
  file: CaseFile,
  draft: EventDraft,
  kinderen: readonly Day[],
  today: Day,
): readonly Fault[] {
  const next = asIfAdded(file, draft, today);
  // An uitspraak is read as if it were validated already: its maker, not its checker, should hear of a fault.
  const uitspraak = next.uitspraak && { ...next.uitspraak, state: 'gevalideerd' as const };
  const document = lawDocumentOf({ ...next, uitspraak }, kinderen, today);
  if (!document) return [];
  const read = readCase(document);
  return read.ok ? [] : read.faults;
}

function withdrawable(file: CaseFile): string[] {
  return [
    ...file.facts.map(({ fact }) => fact.id),
    ...[...file.payments, ...file.repayments].filter(({ isWithdrawn }) => !isWithdrawn).map(({ id }) => id),
  ];
}
