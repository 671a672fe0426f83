import { expect, test } from 'vitest';
import { textsOf } from '../../src/letters/sheet.ts';
import { everyLetter } from './every.ts';
import { sentencesOf, splitSentences, wordsIn } from './words.ts';

/** Direct Duidelijk and the B1 guides of Dutch government: short sentences, and one idea in each. */
const MOST_WORDS = 25;
const MOST_ON_AVERAGE = 13;

/** Words that the same guides advise against, and what stiff letters say. Whole words. */
const HARD = {
  nl: [
    'aangaande',
    'alsmede',
    'alwaar',
    'betreffende',
    'bij gebreke',
    'conform',
    'derhalve',
    'desbetreffende',
    'desgewenst',
    'dienaangaande',
    'dienen',
    'dient',
    'ex artikel',
    'gaarne',
    'geschieden',
    'heden',
    'hetgeen',
    'hierbij',
    'in gebreke',
    'indien',
    'ingevolge',
    'inzake',
    'jegens',
    'krachtens',
    'met betrekking tot',
    'middels',
    'omtrent',
    'onverwijld',
    'reeds',
    'sommeren',
    'sommatie',
    'ten aanzien van',
    'teneinde',
    'thans',
    'verzoeken',
    'voornoemd',
    'voornoemde',
    'wederpartij',
    'zulks',
  ],
  en: [
    'aforementioned',
    'commence',
    'forthwith',
    'hereby',
    'hereinafter',
    'herewith',
    'in lieu',
    'in respect of',
    'notwithstanding',
    'prior to',
    'pursuant',
    'shall',
    'thereof',
    'thereto',
    'utilise',
    'whereas',
  ],
} as const;

/** What a parent may not be left to guess: each of these, where it is used, stands explained. */
const EXPLAINED = [
  'dwangsom',
  'verjaring',
  'volmacht',
  'beslag',
  'beslagvrije voet',
  'deurwaarder',
  'kort geding',
  'depot',
  'niet-nakoming',
];

const every = (['nl', 'en'] as const).flatMap((language) =>
  everyLetter(language).map((one) => ({ ...one, language, title: `${one.name} (${language})` })),
);

test.each(every)('$title: no sentence is longer than 25 words', ({ sheet }) => {
  const long = sentencesOf(sheet).filter((sentence) => wordsIn(sentence) > MOST_WORDS);
  expect(long).toEqual([]);
});

test.each(every)('$title: sentences are short on average', ({ sheet }) => {
  const sentences = sentencesOf(sheet);
  const words = sentences.reduce((sum, sentence) => sum + wordsIn(sentence), 0);
  expect(sentences.length).toBeGreaterThan(5);
  expect(words / sentences.length).toBeLessThanOrEqual(MOST_ON_AVERAGE);
});

test.each(every)('$title: no hard words', ({ sheet, language }) => {
  const text = [sheet.subject, ...sheet.closing, ...[...sheet.blocks, ...sheet.forms].flatMap(textsOf)].join(
    '\n',
  );
  const found = HARD[language].filter((word) => new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'iu').test(text));
  expect(found).toEqual([]);
});

const toParents = every.filter(({ read }) => ['schuldeiser', 'schuldenaar'].includes(read.addressee.role));

test.each(toParents)('$title: words of the law are explained once', ({ sheet }) => {
  const text = [sheet.subject, ...sheet.closing, ...[...sheet.blocks, ...sheet.forms].flatMap(textsOf)].join(
    '\n',
  );
  const used = EXPLAINED.filter((word) => new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'iu').test(text));
  const explained = sheet.glossary?.items.map(({ label }) => label) ?? [];
  expect(used.length).toBeGreaterThan(0);
  expect(explained).toEqual(expect.arrayContaining(used));
  expect(new Set(explained).size).toBe(explained.length);
});

// The check itself: it would find nothing wrong if it saw nothing.
test('a sentence of 26 words is seen as one of 26, and two sentences as two', () => {
  const long = `${'woord '.repeat(25)}einde.`;
  expect(splitSentences(long).map(wordsIn)).toEqual([26]);
  expect(splitSentences('Betaal nu. Lukt dat niet? Bel ons.').map(wordsIn)).toEqual([2, 3, 2]);
  // A number with a point, an article and an amount do not end a sentence.
  expect(splitSentences('Betaal € 1.250,00 volgens artikel 6:44.')).toHaveLength(1);
});
