import { type Cents, type Day, formatDay, formatEuro, parseCents } from '../values/index.ts';

export type Language = 'nl' | 'en';

/** The language of one letter: `say` takes both twins side by side, and `day`, `euro` and `amount` write as that language does. */
export interface Speech {
  readonly language: Language;
  say(dutch: string, english: string): string;
  day(of: Day): string;
  euro(cents: Cents): string;
  /** An amount as JSON carries it. */
  amount(text: string): string;
  /** `a, b en c`. */
  joined(items: readonly string[]): string;
}

export function speechOf(language: Language): Speech {
  const dutch = language === 'nl';
  const euro = dutch ? formatEuro : formatEuroEnglish;
  return {
    language,
    say: (dutchText, englishText) => (dutch ? dutchText : englishText),
    day: dutch ? formatDay : formatDayEnglish,
    euro,
    amount: (text) => euro(parseCents(text)),
    joined: (items) =>
      items.length < 2
        ? items.join('')
        : `${items.slice(0, -1).join(', ')} ${dutch ? 'en' : 'and'} ${items.at(-1)}`,
  };
}

/** In eights, so that it wraps on a line and two people can read it out to each other. */
export function formatHash(sha256: string): string {
  return sha256.replace(/(.{8})(?=.)/g, '$1 ');
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2026-11-23` → `"23 November 2026"`. */
function formatDayEnglish(of: Day): string {
  const [year, month, dayOfMonth] = of.split('-').map(Number);
  return `${dayOfMonth} ${MONTHS[month! - 1]} ${year}`;
}

/** 1234567n → `"€ 12,345.67"`: the Dutch form with point and comma changed places. */
function formatEuroEnglish(cents: Cents): string {
  return formatEuro(cents).replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'));
}
