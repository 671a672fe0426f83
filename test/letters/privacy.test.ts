import { describe, expect, test } from 'vitest';
import { PARENTS } from '../../demo/letters.ts';
import { letterSchema } from '../../src/letters/letter-data.ts';
import { plainText } from '../../src/letters/plain-text.ts';
import { everyLetter, named } from './every.ts';

const { creditor, debtor } = PARENTS;
const every = (['nl', 'en'] as const).flatMap((language) =>
  everyLetter(language).map((one) => ({ ...one, title: `${one.name} (${language})` })),
);

/** What may not come out about somebody, in each form in which it could. */
function secretsOf({ address, iban, employer, income }: typeof creditor | typeof debtor): readonly string[] {
  const [street, place] = address.split(', ');
  return [
    street!,
    place!,
    iban,
    iban.replace(/(.{4})(?=.)/g, '$1 '),
    employer,
    income,
    income.replace('.', ','),
    `${income.slice(0, 1)}.${income.slice(1).replace('.', ',')}`,
  ];
}

const allButAddress = (one: typeof creditor | typeof debtor) => secretsOf(one).slice(2);

/** All that is drawn or written, the text of the code and what a screen reader says included. */
function allOf({ sheet }: (typeof every)[number]): string {
  return `${plainText(sheet)}\n${JSON.stringify(sheet)}`;
}

describe('the other parent', () => {
  test.each(every.filter(({ read }) => read.addressee.role === 'schuldenaar'))(
    '$title tells the debtor nothing of the creditor but a name',
    (one) => {
      expect(secretsOf(creditor).filter((secret) => allOf(one).includes(secret))).toEqual([]);
      expect(allOf(one)).toContain(creditor.name);
      // The search works: the own address is on the envelope.
      expect(allOf(one)).toContain(secretsOf(debtor)[0]);
    },
  );

  test.each(every.filter(({ read }) => read.addressee.role === 'schuldeiser'))(
    '$title tells the creditor nothing of the debtor',
    (one) => {
      expect(secretsOf(debtor).filter((secret) => allOf(one).includes(secret))).toEqual([]);
      expect(allOf(one)).toContain(secretsOf(creditor)[0]);
    },
  );

  test.each(every.filter(({ read }) => !['schuldeiser', 'schuldenaar'].includes(read.addressee.role)))(
    '$title: a professional gets the address of the debtor only to reach him, that of the creditor never',
    (one) => {
      expect(secretsOf(creditor).filter((secret) => allOf(one).includes(secret))).toEqual([]);
      expect(allButAddress(debtor).filter((secret) => allOf(one).includes(secret))).toEqual([]);
      const [street] = secretsOf(debtor);
      expect(allOf(one).includes(street!)).toBe(one.read.addressee.role === 'deurwaarder');
    },
  );

  test('no letter shows a whole account of a parent, not even to its owner', () => {
    for (const one of every) {
      expect(allOf(one)).not.toContain(creditor.iban);
      expect(allOf(one)).not.toContain(debtor.iban);
    }
    expect(plainText(named('L-19').sheet)).toContain(creditor.iban.slice(-4));
  });
});

test.each(every)('$title: no object of its data has room for a field more', ({ letter }) => {
  const copies = [...withOneFieldMore(letter, { employer: creditor.employer })];
  expect(copies.length).toBeGreaterThan(4);
  for (const { where, copy } of copies) {
    expect({ where, accepted: letterSchema.safeParse(copy).success }).toEqual({ where, accepted: false });
  }
});

/** A copy of `value` for each object in it, with `extra` put into that object. */
function* withOneFieldMore(
  value: unknown,
  extra: object,
  where = 'letter',
): Generator<{ where: string; copy: unknown }> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield { where, copy: { ...value, ...extra } };
  for (const [key, part] of Object.entries(value)) {
    for (const inner of withOneFieldMore(part, extra, `${where}.${key}`)) {
      const copy = Array.isArray(value) ? [...value] : { ...value };
      Reflect.set(copy, key, inner.copy);
      yield { where: inner.where, copy };
    }
  }
}

describe('words of a person', () => {
  const { letter } = named('L-05');
  const telling = (what: string) => letterSchema.safeParse({ ...letter, what }).success;

  test.each([
    ['an account', `Stort het op ${creditor.iban} voor de kinderen.`],
    ['an account with spaces', 'Stort het op NL91 ABNA 0417 1643 00.'],
    ['a postcode', 'Zij woont nu op nummer 12, 1234 AB.'],
    ['a postcode without a space', 'Zij woont nu op nummer 12, 1234AB.'],
  ])('are refused where they hold %s', (_, what) => {
    expect(telling(what)).toBe(false);
  });

  test.each([
    'De vader kwam niet om 17 uur.',
    'Het was op 28 maart 2026 om 17 uur.',
    'Het ging om 1234 euro.',
  ])('are taken where they hold none: %s', (what) => {
    expect(telling(what)).toBe(true);
  });
});
