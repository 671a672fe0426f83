import type { CaseEvent } from '../../src/collections/index.ts';
import type { Db } from '../../src/db.ts';
import { CHECKER, claimedCase, OFFICER, type OneCase } from './office.ts';

/** What people do while a dwangsom climbs the ladder. */

/** The one dwangsom of `claimedCase`. */
export const DWANGSOM = 'n1/2025-02-15';

export type Channel = 'telefoon' | 'e-mail' | 'sms' | 'portaal' | 'bezoek' | 'advocaat';

export function contact(one: OneCase, today: string, channel: Channel, reached = false): Promise<CaseEvent> {
  return one.add(today, OFFICER, 'contact-gelegd', today, { channel, reached, note: 'Verzonnen notitie.' });
}

export const POINTS = {
  identiteit: 'Kim is acht jaar.',
  eigenMening: 'Kim wil beide ouders zien.',
  gezinEnContacten: 'Kim woont bij haar vader.',
  veiligheid: 'Er zijn geen meldingen.',
  kwetsbaarheid: 'Niets bijzonders.',
  gezondheid: 'Kim is gezond.',
  onderwijs: 'Kim zit in groep 5.',
};

export const KINDTOETS = {
  points: POINTS,
  child: 'Kim sprak met de kindbehartiger.',
  effectOfMoney: 'De vader kan het betalen zonder dat Kim het merkt.',
  lighterMeans: 'Drie brieven en twee gesprekken hielpen niet.',
  outcome: 'doorgaan',
  until: null,
  measures: ['bevel', 'loonbeslag'],
};

export function kindtoets(one: OneCase, today: string, more: object = {}): Promise<CaseEvent> {
  return one.add(today, OFFICER, 'kindtoets-opgesteld', today, { ...KINDTOETS, ...more });
}

export function readKindtoets(one: OneCase, today: string, id: string, agrees = true): Promise<CaseEvent> {
  return one.add(today, CHECKER, 'kindtoets-meegelezen', today, {
    kindtoets: id,
    agrees,
    remarks: 'Gelezen.',
  });
}

export function order(more: object = {}) {
  return { kindtoets: 'k1', dwangsommen: [DWANGSOM], measures: ['loonbeslag'], ...more };
}

/**
 * Every letter has gone out, and the verhaalsonderzoek ended on 7 April: aanzegging 16 February, herinnering 3 March (17 February + 14), laatste aanmaning
 * 12 March (5 + 7), overname 28 March (14 + 14), verhaalsonderzoek 7 April (31 March + 7).
 */
export async function climbedCase(db: Db): Promise<OneCase> {
  const one = await claimedCase(db);
  await one.nights('2025-03-03', '2025-03-03');
  await one.delivered('2025-03-05', 'b2');
  await contact(one, '2025-03-06', 'telefoon');
  await contact(one, '2025-03-07', 'e-mail');
  await one.nights('2025-03-12', '2025-03-12');
  await one.delivered('2025-03-14', 'b3');
  await one.nights('2025-03-28', '2025-03-28');
  await one.delivered('2025-03-31', 'b4');
  await one.add('2025-04-07', OFFICER, 'verhaalsonderzoek-afgerond', '2025-04-07', {
    findings: 'De vader heeft loon.',
    isPromising: true,
  });
  return one;
}

/** The same, with a kindtoets of 10 April that a second person read on the 11th. */
export async function testedCase(db: Db, more: object = {}): Promise<OneCase> {
  const one = await climbedCase(db);
  await kindtoets(one, '2025-04-10', more);
  await readKindtoets(one, '2025-04-11', 'k1');
  return one;
}

export function belemmering(
  one: OneCase,
  today: string,
  what: string,
  until: string | null = null,
): Promise<CaseEvent> {
  return one.add(today, OFFICER, 'belemmering-vastgelegd', today, {
    what,
    until,
    reason: 'Verzonnen reden.',
  });
}

export function lifted(one: OneCase, today: string, id: string, by: string = CHECKER): Promise<CaseEvent> {
  return one.add(today, by, 'belemmering-opgeheven', today, { belemmering: id, reason: 'Voorbij.' });
}
