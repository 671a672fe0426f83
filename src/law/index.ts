/** Dutch law on dwangsommen as pure functions: what is owed, since when, until when, and why. No clock, no database. */

export { restDay } from './algemene-termijnenwet.ts';
export type { Assessment, Dwangsom, Pending, Refused, Status } from './answer.ts';
export { assess } from './assess.ts';
export { type BeslagvrijeVoet, checkBeslagvrijeVoet, checkInhouding } from './beslagvrije-voet.ts';
export { firstDayOf } from './billable-days.ts';
export { type Fault, readCase } from './faults.ts';
export {
  type CaseDocument,
  type CaseInput,
  type Fact,
  type FactOf,
  factSchema,
  type Mode,
  type NietNakoming,
  uitspraakTerms,
} from './input.ts';
export { btagTariff, latestBtag } from './parameters/btag.ts';
export { LAST_CONFIRMED_ON, WETTELIJKE_RENTE } from './parameters/wettelijke-rente.ts';
