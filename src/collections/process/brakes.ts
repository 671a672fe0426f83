import type { CaseFile } from '../case-file.ts';
import type { EventDraft } from '../events.ts';
import { letterKind } from './letter-kinds.ts';
import type { BrakeKind, Standing } from './standing.ts';

/**
 * Brakes: for the whole office or one case, on everything or on one kind of act. A brake holds what the program does by itself, and what was promised
 * and has not gone out; facts are recorded all the same. `alles` does not hold the stuitingen: those stop only by a brake of their own.
 */
export function isBraked(file: CaseFile, standing: Standing, kind: BrakeKind): boolean {
  return whichBrake(file, standing, kind) !== null;
}

/** The brake that holds an act, as a Dutch sentence; null where none does. */
export function whyHeld(file: CaseFile, standing: Standing, draft: EventDraft): string | null {
  const kind = brakeKindOf(draft);
  return kind && whichBrake(file, standing, kind);
}

export function whichBrake(file: CaseFile, standing: Standing, kind: BrakeKind): string | null {
  const holds = ({ what }: { readonly what: BrakeKind }) =>
    what === kind || (what === 'alles' && kind !== 'stuitingen');
  const office = standing.brakes.find(holds);
  if (office)
    return `Rem op ${office.what} voor het hele bureau, sinds ${office.setOn} gezet door ${office.setBy}: ${office.reason}`;
  const own = file.brakes.find(holds);
  return own
    ? `Rem op ${own.what} in deze zaak, sinds ${own.on} gezet door ${own.setBy}: ${own.reason}`
    : null;
}

/** What kind of brake holds an act; null for what only keeps the record right. */
function brakeKindOf(draft: EventDraft): BrakeKind | null {
  switch (draft.kind) {
    case 'brief-beloofd':
      return brakeKindOfLetter(draft.data.letter);
    // Taking back what was prepared too high is no payout: a brake must not keep it lying there to be approved.
    case 'uitbetaling-voorbereid':
      return 'uitbetalingen';
    case 'opslag-berekend':
    case 'zaak-gesloten':
      return 'alles';
    default:
      return null;
  }
}

export function brakeKindOfLetter(letter: Parameters<typeof letterKind>[0]): BrakeKind {
  const { interrupts, demands } = letterKind(letter);
  return interrupts && !demands ? 'stuitingen' : 'brieven';
}
