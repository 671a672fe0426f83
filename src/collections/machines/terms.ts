import { day, daysBetween } from '../../values/index.ts';
import { CHECK_DAYS, FINDING_DAYS, HEARING_DAYS, INTAKE_DAYS } from '../plan-intake.ts';
import { DAYS_FOR } from '../plan-ladder.ts';
import { PAYOUT_DAYS } from '../plan-money.ts';
import { AFTERCARE_DAYS, INQUIRY_DAYS } from '../plan-process.ts';
import { SILENCE_DAYS } from '../process/contact.ts';
import { kindtoetsValidUntil } from '../process/kindtoets.ts';
import { LADDER_1, type LadderStepName } from '../process/ladder.ts';
import { INSTALMENTS_OF_ONE_PERSON } from '../process/process-file.ts';
import { brokenDayOf, reminderDayOf } from '../process/regeling.ts';

/** The terms of the arrows in Dutch words, with the days that plan and process count: none is typed here. */

const ANY_DAY = day('2025-01-01');
const KINDTOETS_DAYS = daysBetween(ANY_DAY, kindtoetsValidUntil({ on: ANY_DAY }));
const REMINDER_DAYS = daysBetween(ANY_DAY, reminderDayOf(ANY_DAY));
const BROKEN_DAYS = daysBetween(ANY_DAY, brokenDayOf(ANY_DAY));

export const TERMS = {
  check: `binnen ${CHECK_DAYS} dagen na de registratie`,
  intake: `binnen ${INTAKE_DAYS} dagen na de registratie`,
  hearing: 'zolang niet is geoordeeld',
  finding: `binnen ${HEARING_DAYS + FINDING_DAYS} dagen na de melding of de betwisting, eerder waar de verjaring dat vraagt`,
  aanzegging: `${afterStep('aanzegging')} dagen na de vaststelling`,
  herinnering: `${afterStep('herinnering')} dagen nadat de aanzegging is bezorgd`,
  aanmaning: `${afterStep('laatste-aanmaning')} dagen na de herinnering, als drie wegen van contact zijn geprobeerd`,
  overname: `${afterStep('overname')} dagen na de laatste aanmaning`,
  research: `vanaf ${afterStep('verhaalsonderzoek')} dagen na de overname, binnen ${DAYS_FOR.verhaalsonderzoek} dagen; telt vanaf de dag waarop de laatste brief is verzonden, en als er uitzicht is op betaling`,
  kindtoets: `binnen ${DAYS_FOR.kindtoets} dagen na het onderzoek, meegelezen binnen ${DAYS_FOR.opdracht}`,
  kindtoetsEnds: `na ${KINDTOETS_DAYS} dagen, of zodra over de veiligheid iets nieuws is gehoord`,
  order: `binnen ${DAYS_FOR.opdracht} dagen; wie langer dan ${SILENCE_DAYS} dagen niet is gesproken, wordt eerst gehoord`,
  payout: `binnen ${PAYOUT_DAYS} dagen`,
  aftercare: `${AFTERCARE_DAYS} dagen na het laatste wat mensen deden`,
  inquiry: `binnen ${INQUIRY_DAYS} dagen, nadat een persoon heeft onderzocht waarom er iets verjaarde`,
  regeling: `herinnering op dag ${REMINDER_DAYS} na een gemiste termijn, einde op dag ${BROKEN_DAYS}; meer dan ${INSTALMENTS_OF_ONE_PERSON} termijnen keurt een tweede persoon goed`,
  atOnce: 'dezelfde dag',
  none: 'geen',
} as const;

function afterStep(name: LadderStepName): number {
  return LADDER_1.steps.find(({ step }) => step === name)!.daysAfter;
}
