import { addDays, type Day, weekdayOf, yearOf } from '../values/index.ts';

/**
 * Algemene termijnenwet (BWBR0002448), article 3 lid 1 and 2: the days that are public holidays by statute. Lid 3, days that a decree puts on a
 * par with them, differ from year to year and are not computed here. A term set by a court is not moved by this act (article 1
 * speaks of terms set in a statute): it only lets a person be told.
 */
const NAMES = {
  nieuwjaarsdag: 'Nieuwjaarsdag',
  goedeVrijdag: 'Goede Vrijdag',
  paasmaandag: 'tweede paasdag',
  koningsdag: 'Koningsdag',
  bevrijdingsdag: 'Bevrijdingsdag',
  hemelvaartsdag: 'Hemelvaartsdag',
  pinkstermaandag: 'tweede pinksterdag',
  kerstdag: 'eerste kerstdag',
  tweedeKerstdag: 'tweede kerstdag',
} as const;

/** What keeps this day from being a working day: `zaterdag`, `zondag`, or the name of a holiday; null where nothing does. */
export function restDay(on: Day): string | null {
  const holiday = holidaysOf(yearOf(on)).get(on);
  if (holiday) return holiday;
  const weekday = weekdayOf(on);
  return weekday === 6 ? 'zaterdag' : weekday === 7 ? 'zondag' : null;
}

function holidaysOf(year: number): Map<Day, string> {
  const easter = easterOf(year);
  return new Map([
    [inYear(year, '01-01'), NAMES.nieuwjaarsdag],
    [addDays(easter, -2), NAMES.goedeVrijdag],
    [addDays(easter, 1), NAMES.paasmaandag],
    [koningsdagOf(year), NAMES.koningsdag],
    [inYear(year, '05-05'), NAMES.bevrijdingsdag],
    [addDays(easter, 39), NAMES.hemelvaartsdag],
    [addDays(easter, 50), NAMES.pinkstermaandag],
    [inYear(year, '12-25'), NAMES.kerstdag],
    [inYear(year, '12-26'), NAMES.tweedeKerstdag],
  ]);
}

/** The King's birthday is kept on 27 April since 2014 and the Queen's was on 30 April before; a day earlier where that is a Sunday. */
function koningsdagOf(year: number): Day {
  const birthday = inYear(year, year >= 2014 ? '04-27' : '04-30');
  return weekdayOf(birthday) === 7 ? addDays(birthday, -1) : birthday;
}

/** Easter Sunday in the Gregorian calendar: the anonymous algorithm of Nature, 20 April 1876, p. 487. */
export function easterOf(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const toSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const counted = epact + toSunday - 7 * shift + 114;
  const month = Math.floor(counted / 31);
  return inYear(year, `${String(month).padStart(2, '0')}-${String((counted % 31) + 1).padStart(2, '0')}`);
}

/** Not checked against the last day that may be entered: a term may end after it. */
function inYear(year: number, monthAndDay: string): Day {
  return `${year}-${monthAndDay}` as Day;
}
