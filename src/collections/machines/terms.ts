import { day, daysBetween } from '../../values/index.ts';
import { SILENCE_DAYS } from '../process/contact.ts';
import { kindtoetsValidUntil } from '../process/kindtoets.ts';
import { LADDER_1, type LadderStepName } from '../process/ladder.ts';
import { INSTALMENTS_OF_ONE_PERSON } from '../process/process-file.ts';
import { brokenDayOf, reminderDayOf } from '../process/regeling.ts';

/** The terms of the arrows in Dutch words, with the days that the process itself counts. */

const ANY_DAY = day('2025-01-01');
const KINDTOETS_DAYS = daysBetween(ANY_DAY, kindtoetsValidUntil({ on: ANY_DAY }));
const REMINDER_DAYS = daysBetween(ANY_DAY, reminderDayOf(ANY_DAY));
const BROKEN_DAYS = daysBetween(ANY_DAY, brokenDayOf(ANY_DAY));

/**
 * What the plan counts behind its own door. The test of the machines plans a case for each and compares, so that none of them can come to differ from
 * what is done.
 */
export const PLANNED_DAYS = {
  check: 2,
  intake: 14,
  hearingAndFinding: 31,
  research: 21,
  kindtoets: 14,
  decision: 5,
  payout: 2,
  aftercare: 183,
} as const;

/** How long a belemmering may last, as admission allows; compared in the same test. */
export const MOST_MONTHS = { pauze: 4, noodstop: 4, schuldhulp: 12, oninbaar: 6 } as const;

export const TERMS = {
  check: `binnen ${PLANNED_DAYS.check} dagen na de registratie`,
  intake: `binnen ${PLANNED_DAYS.intake} dagen na de registratie`,
  hearing: 'zolang niet is geoordeeld',
  finding: `binnen ${PLANNED_DAYS.hearingAndFinding} dagen na de melding of de betwisting, eerder waar de verjaring dat vraagt`,
  aanzegging: `${afterStep('aanzegging')} dagen na de vaststelling`,
  herinnering: `${afterStep('herinnering')} dagen nadat de aanzegging is bezorgd`,
  aanmaning: `${afterStep('laatste-aanmaning')} dagen na de herinnering, als drie wegen van contact zijn geprobeerd`,
  overname: `${afterStep('overname')} dagen na de laatste aanmaning`,
  research: `vanaf ${afterStep('verhaalsonderzoek')} dagen na de overname, binnen ${PLANNED_DAYS.research} dagen`,
  kindtoets: `binnen ${PLANNED_DAYS.kindtoets} dagen na het onderzoek, meegelezen binnen ${PLANNED_DAYS.decision}`,
  kindtoetsEnds: `na ${KINDTOETS_DAYS} dagen, of zodra over de veiligheid iets nieuws is gehoord`,
  order: `binnen ${PLANNED_DAYS.decision} dagen; wie langer dan ${SILENCE_DAYS} dagen niet is gesproken, wordt eerst gehoord`,
  payout: `binnen ${PLANNED_DAYS.payout} dagen`,
  aftercare: `${PLANNED_DAYS.aftercare} dagen na het laatste wat er gebeurde`,
  regeling: `herinnering op dag ${REMINDER_DAYS} na een gemiste termijn, einde op dag ${BROKEN_DAYS}; meer dan ${INSTALMENTS_OF_ONE_PERSON} termijnen keurt een tweede persoon goed`,
  atOnce: 'dezelfde dag',
  none: 'geen',
} as const;

function afterStep(name: LadderStepName): number {
  return LADDER_1.steps.find(({ step }) => step === name)!.daysAfter;
}
