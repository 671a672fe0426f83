import { type LetterExample, letterExamples } from '../../demo/letters.ts';
import { letterSchema, type ReadLetter } from '../../src/letters/letter-data.ts';
import { type Sheet, sheetOf } from '../../src/letters/sheet.ts';

export interface Every extends LetterExample {
  readonly read: ReadLetter;
  readonly sheet: Sheet;
}

const composed = { nl: compose('nl'), en: compose('en') };

/** Every document, every version of it, in one language. */
export function everyLetter(language: 'nl' | 'en'): readonly Every[] {
  return composed[language];
}

export function named(name: string, language: 'nl' | 'en' = 'nl'): Every {
  const found = everyLetter(language).find((one) => one.name === name);
  if (!found) throw new Error(`no example is called ${name}`);
  return found;
}

function compose(language: 'nl' | 'en'): readonly Every[] {
  return letterExamples(language).map((example) => {
    const read = letterSchema.parse(example.letter);
    return { ...example, read, sheet: sheetOf(read) };
  });
}
