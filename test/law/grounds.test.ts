import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Assessment, type Dwangsom, WETTELIJKE_RENTE } from '../../src/law/index.ts';
import { formatEuro, type Ground, parseCents } from '../../src/values/index.ts';
import { generateCase } from './second-reading/cases.ts';
import { answer, answerOn, type Feit, nietNakoming, stuiting, tijdvak } from './support/dossier.ts';

interface Case {
  readonly name: string;
  readonly input: { readonly facts: readonly Feit[] };
}

const examples: readonly Case[] = JSON.parse(
  readFileSync(new URL('./examples.json', import.meta.url), 'utf8'),
);
const generated = Array.from(
  { length: 300 },
  (_, seed): Case => ({
    name: `seed ${seed}`,
    input: generateCase(seed) as unknown as Case['input'],
  }),
);
const answered = [...examples, ...generated].map(({ name, input }) => ({
  name,
  input,
  found: answerOn(input),
}));

const ARTICLE = /^(Rv|BW|contract regel|ECLI:)[ :]?\S/;

test('house style 4: every row carries at least one ground, with an article, a sentence and facts of the case', () => {
  for (const { name, input, found } of answered) {
    const known = new Set(input.facts.map(({ id }) => id));
    for (const { because } of [...found.dwangsommen, ...found.pending, ...found.refused]) {
      expect(because.length, name).toBeGreaterThan(0);
      for (const ground of because) expectSound(ground, known, name);
    }
  }
});

function expectSound({ article, facts, note }: Ground, known: ReadonlySet<string>, name: string): void {
  expect(article, name).toMatch(ARTICLE);
  expect(note, name).toMatch(/^(€|\p{Lu}).+\.$/u);
  expect(facts.length, name).toBeGreaterThan(0);
  expect(
    facts.filter((id) => !known.has(id)),
    name,
  ).toEqual([]);
}

test('house style 4: of each dwangsom the day, the amount and both ends of its verjaring stand in a note', () => {
  for (const { name, found } of answered) {
    for (const dwangsom of found.dwangsommen) {
      const { on, amount, verjaring } = dwangsom;
      const notes = dwangsom.because.map(({ note }) => note).join(' ');
      expect(notes, name).toContain(`Verbeurd op ${on}`);
      expect(notes, name).toContain(formatEuro(parseCents(amount)));
      expect(notes, name).toContain(verjaring.endsOn ?? 'loopt nu niet af');
      expect(notes, name).toContain(verjaring.contestableUntil ?? 'loopt');
    }
  }
});

const groundsOn = ({ because }: Dwangsom, article: string) =>
  because.filter((ground) => ground.article.includes(article));

test('house style 4: rente names its first day, a payment the payment, a stuiting the stuiting', () => {
  for (const { name, found } of answered) {
    for (const dwangsom of found.dwangsommen) {
      if (dwangsom.rente !== '0.00' || dwangsom.paid.rente !== '0.00') {
        expect(groundsOn(dwangsom, '6:119')[0]?.note, name).toMatch(/vanaf \d{4}-\d{2}-\d{2}/);
      }
      expect(groundsOn(dwangsom, 'BW 6:44')[0]?.facts ?? [], name).toEqual(paymentsOf(found, dwangsom));
      expect(groundsOn(dwangsom, 'BW 3:316')[0]?.facts ?? [], name).toEqual(dwangsom.verjaring.stuitingen);
    }
  }
});

function paymentsOf({ allocations }: Assessment, { id }: Dwangsom): string[] {
  return [...new Set(allocations.filter(({ to }) => to === id).map(({ payment }) => payment))];
}

test('house style 4: what is opeisbaar and not invorderbaar names what is in the way', () => {
  let seen = 0;
  for (const { name, input, found } of answered) {
    for (const dwangsom of found.dwangsommen.filter(
      ({ status, invorderbaar }) => status === 'opeisbaar' && !invorderbaar,
    )) {
      const named = groundsOn(dwangsom, 'Rv 611e')[0]?.facts ?? [];
      const kinds = input.facts.filter(({ id }) => named.includes(id)).map(({ kind }) => kind);
      expect(kinds.length, name).toBeGreaterThan(0);
      for (const kind of kinds)
        expect(kind, name).toMatch(
          /^(faillissement|wsnp|schorsing-werking|schorsing-executie|hoger-beroep)$/,
        );
      seen += 1;
    }
  }
  expect(seen).toBeGreaterThan(0);
});

// Forfeited on 1 March: a stay that ends on that day suspends no day of the term, one that ends on the next suspends one.
test('Rv 611g lid 2: only a stay that moved the end is named as a ground', () => {
  const namedWith = (until: string) => {
    const facts = [
      nietNakoming('n1', '2025-03-01'),
      tijdvak('schorsing-executie', 'x1', '2025-02-01', until),
    ];
    return groundsOn(answer({ facts }).dwangsommen[0]!, 'Rv 611g lid 2').flatMap((ground) => ground.facts);
  };
  expect(namedWith('2025-03-01')).toEqual([]);
  expect(namedWith('2025-03-02')).toEqual(['x1']);
});

// The stay brings the letter of 11 September in time (1 September + 10 days), so it stays a ground of the new term.
test('Rv 611g lid 2: a stay without which a letter had come too late is named too', () => {
  const facts = [
    nietNakoming('n1', '2025-03-01'),
    tijdvak('schorsing-executie', 'x1', '2025-05-01', '2025-05-10'),
    stuiting('s1', '2025-09-11'),
  ];
  const [found] = answer({ asOf: '2025-12-01', facts }).dwangsommen;
  expect(found?.verjaring.endsOn).toBe('2026-03-11');
  expect(groundsOn(found!, 'Rv 611g lid 2').flatMap((ground) => ground.facts)).toEqual(['x1']);
});

test('house style 4: what is blocked names the fact that blocks it', () => {
  for (const { found } of answered) {
    for (const row of found.refused) {
      expect(row.by === undefined).toBe(row.reason !== 'geblokkeerd');
      if (row.by !== undefined) expect(row.because[0]?.facts).toEqual([row.by]);
    }
  }
});

test('house style 6: every rate has a source and a first day after the one before', () => {
  for (const [index, { from, through, source }] of WETTELIJKE_RENTE.entries()) {
    expect(source.length).toBeGreaterThan(20);
    expect(from <= through).toBe(true);
    if (index > 0) expect(from > WETTELIJKE_RENTE[index - 1]!.through).toBe(true);
  }
});
