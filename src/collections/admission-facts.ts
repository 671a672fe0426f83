import type { Day } from '../values/index.ts';
import type { Refuse } from './admission-refusal.ts';
import type { CaseFile } from './case-file.ts';
import type { EventData, EventDraft } from './events.ts';
import { isSamePerson } from './same-person.ts';

/** What may be said about the uitspraak, the niet-nakomingen, other facts and letters. */

export function checkValidation(file: CaseFile, by: string, refuse: Refuse): void {
  if (file.uitspraak?.state !== 'ter-controle') {
    refuse(
      'verkeerde-stand',
      `Er ligt geen uitspraak ter controle; de stand is "${file.uitspraak?.state ?? 'geen uitspraak'}".`,
    );
  }
  if (file.uitspraak && isSamePerson(file.uitspraak.registeredBy, by)) {
    refuse('zelfde-persoon', `${by} heeft de uitspraak zelf geregistreerd; een ander moet haar controleren.`);
  }
}

export function needsValidation(file: CaseFile, refuse: Refuse): void {
  if (file.uitspraak?.state !== 'gevalideerd') {
    refuse('verkeerde-stand', 'De uitspraak is nog niet door een tweede persoon gevalideerd.');
  }
}

/** Names that the program hands out itself; a clause of that name would make the first report, letter or payment unreadable. */
const OWN_NAMES = /^[nfbmptukorhas]\d+$/;

export function checkTerms(
  { pronouncedOn, clauses }: EventData<'uitspraak-geregistreerd'>['terms'],
  today: Day,
  refuse: Refuse,
): void {
  if (pronouncedOn > today) {
    refuse(
      'dag-in-de-toekomst',
      `De uitspraak zou van ${pronouncedOn} zijn; dat ligt na vandaag (${today}).`,
    );
  }
  for (const { id } of clauses.filter((clause) => OWN_NAMES.test(clause.id))) {
    refuse(
      'dubbel',
      `Het onderdeel "${id}" heet zoals het programma zelf meldingen, brieven of betalingen noemt. Kies een andere naam, zoals "c1".`,
    );
  }
}

/** Of a day that has not come nobody can find that the uitspraak was not kept, so nothing may be forfeited on it by itself. */
export function checkReported(
  { through, alsnogNagekomenOn }: EventData<'niet-nakoming-gemeld'>,
  today: Day,
  refuse: Refuse,
): void {
  for (const until of [through, alsnogNagekomenOn]) {
    if (until === undefined || until <= today) continue;
    refuse(
      'dag-in-de-toekomst',
      `De melding loopt door tot ${until}, na vandaag (${today}). Meld wat is gebeurd; gaat het door, meld dat later erbij.`,
      'Rv 611c',
    );
  }
}

export function checkContest(
  file: CaseFile,
  { nietNakoming }: EventData<'niet-nakoming-betwist'>,
  refuse: Refuse,
): void {
  const found = file.nietNakomingen.find(({ id }) => id === nietNakoming);
  if (!found) refuse('onbekend', `Er is geen niet-nakoming "${nietNakoming}".`);
  else if (found.status === 'afgewezen')
    refuse('verkeerde-stand', `De melding ${nietNakoming} is al afgewezen.`);
}

/** Rv 611c: whether the order was broken is for a named person to find, for whom the law gives reasons and the other side an answer. */
export function checkFinding(
  file: CaseFile,
  kind: 'niet-nakoming-vastgesteld' | 'niet-nakoming-afgewezen' | 'niet-nakoming-voorgelegd',
  nietNakoming: string,
  by: string,
  refuse: Refuse,
): void {
  const found = file.nietNakomingen.find(({ id }) => id === nietNakoming);
  if (!found) refuse('onbekend', `Er is geen niet-nakoming "${nietNakoming}".`);
  if (found && isSamePerson(found.reported.recordedBy, by)) {
    refuse('zelfde-persoon', `${by} heeft de niet-nakoming zelf gemeld; een ander moet erover oordelen.`);
  }
  const foundBy = whoFound(file, nietNakoming);
  if (kind !== 'niet-nakoming-vastgesteld' && foundBy !== null && isSamePerson(foundBy, by)) {
    refuse(
      'zelfde-persoon',
      `${by} heeft ${nietNakoming} zelf vastgesteld; herroepen doet een tweede persoon.`,
    );
  }
}

export function checkFact(
  file: CaseFile,
  { fact }: EventData<'feit-vastgelegd'>,
  on: Day,
  refuse: Refuse,
): void {
  needsValidation(file, refuse);
  if (fact.kind === 'niet-nakoming' || fact.kind === 'betaling') {
    refuse(
      'verkeerde-stand',
      `Een ${fact.kind} heeft een eigen melding en wordt niet als los feit vastgelegd.`,
    );
  }
  const counts = 'on' in fact ? fact.on : fact.from;
  if (counts !== on) refuse('verkeerde-stand', `Het feit telt op ${counts}, maar is op ${on} gezet.`);
}

export function checkLetter(
  file: CaseFile,
  { kind, on, data }: Extract<EventDraft, { kind: 'brief-verzonden' | 'brief-bezorgd' }>,
  refuse: Refuse,
): void {
  const letter = file.letters.find(({ id }) => id === data.letter);
  if (!letter) {
    refuse('onbekend', `Er is geen brief "${data.letter}".`);
    return;
  }
  if (kind === 'brief-verzonden' && letter.sentOn !== null)
    refuse('dubbel', `De brief ${letter.id} is al verzonden op ${letter.sentOn}.`);
  if (kind === 'brief-bezorgd' && (letter.sentOn === null || on < letter.sentOn)) {
    refuse(
      'verkeerde-stand',
      `De brief ${letter.id} kan niet op ${on} bezorgd zijn: hij is ${letter.sentOn === null ? 'niet verzonden' : `op ${letter.sentOn} verzonden`}.`,
    );
  }
}

/** Who found it last, also where it has been referred to the judge since; null where it never was found. */
function whoFound({ events }: CaseFile, nietNakoming: string): string | null {
  const found = events.findLast(
    (event) => event.kind === 'niet-nakoming-vastgesteld' && event.data.nietNakoming === nietNakoming,
  );
  const revoked = events.findLast(
    (event) => event.kind === 'niet-nakoming-afgewezen' && event.data.nietNakoming === nietNakoming,
  );
  return found && (!revoked || revoked.seq < found.seq) ? found.recordedBy : null;
}
