import { formatDay, isDay } from '../../values/index.ts';

/** A day within a sentence; not one inside an id, such as in `n1/2025-02-15`. */
const DAY_IN_SENTENCE = /(?<![\w/-])\d{4}-\d{2}-\d{2}(?![\w/-])/g;

/** A sentence of the program as a page shows it: its ISO days as people write them. Never for words of persons or courts, which stay as they are. */
export function spoken(sentence: string): string {
  return sentence.replace(DAY_IN_SENTENCE, (found) => (isDay(found) ? formatDay(found) : found));
}

/** "één zaak", "3 zaken". */
export function counted(count: number, one: string, many: string): string {
  return count === 1 ? `één ${one}` : `${thousands(count)} ${many}`;
}

/** 12345 → "12.345". */
export function thousands(count: number): string {
  return `${count}`.replace(/\B(?=(\d{3})+$)/g, '.');
}

/** How far away a day is, from `days` later than today. */
export function distance(days: number): string {
  if (days === 0) return 'vandaag';
  if (days === 1) return 'morgen';
  if (days === -1) return 'gisteren';
  return days > 0 ? `over ${thousands(days)} dagen` : `${thousands(-days)} dagen geleden`;
}

/** "n1, n2 en n3". */
export function joined(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} en ${words.at(-1)}`;
}

/** "laatste aanmaning" → "Laatste aanmaning". */
export function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
