import { expect, test } from 'vitest';
import { type Asked, openDesk } from '../../src/collections/step-desk.ts';
import type { Db } from '../../src/db.ts';
import { day } from '../../src/values/index.ts';

/** The desk only passes it on. */
const db = {} as Db;

function asked(caseId: string, today = '2025-04-01'): Asked {
  return { caseId, today: day(today), now: new Date(`${today}T08:00:00Z`) };
}

/** Steps that take a turn of the event loop and remember who came with whom; what `spoils` spoils whatever it is part of. */
function office(spoils: string[] = [], heldByOthers: string[] = []) {
  const seen: string[] = [];
  const take = async (names: string[]) => {
    seen.push(names.join('+'));
    await new Promise((resolve) => setImmediate(resolve));
    const culprit = names.find((name) => spoils.includes(name));
    if (culprit) throw new Error(`${culprit} went wrong`);
  };
  const desk = openDesk({
    together: async (_, all) => {
      const names = all.map(({ caseId }) => caseId);
      await take(names);
      return new Map(names.filter((name) => !heldByOthers.includes(name)).map((name) => [name, 1]));
    },
    alone: async (_, { caseId }) => {
      await take([caseId]);
      return 2;
    },
  });
  return { seen, ask: (one: Asked) => desk(db, one) };
}

test('who comes alone waits for nobody; those of the same moment go together, and who comes during that goes next', async () => {
  const { seen, ask } = office();
  expect(await ask(asked('a'))).toBe(2);
  const both = Promise.all([ask(asked('b')), ask(asked('c'))]);
  await Promise.resolve();
  const late = Promise.all(['d', 'e'].map((name) => ask(asked(name))));
  expect(await both).toEqual([1, 1]);
  expect(await late).toEqual([1, 1]);
  expect(seen).toEqual(['a', 'b+c', 'd+e']);
});

test('where one goes wrong nothing of the others is lost: each is tried alone, and only the culprit is told', async () => {
  const { seen, ask } = office(['b']);
  const answers = await Promise.allSettled(['a', 'b', 'c'].map((name) => ask(asked(name))));
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(seen).toEqual(['a+b+c', 'a', 'b', 'c']);
});

test('a case that another holds is taken alone afterwards', async () => {
  const { seen, ask } = office([], ['b']);
  expect(await Promise.all(['a', 'b', 'c'].map((name) => ask(asked(name))))).toEqual([1, 2, 1]);
  expect(seen).toEqual(['a+b+c', 'b']);
});

test('one case goes once in a transaction, and one day; no more than twenty-five go together', async () => {
  const twice = office();
  await Promise.all([asked('a'), asked('a'), asked('b')].map(twice.ask));
  expect(twice.seen).toEqual(['a+b', 'a']);
  const days = office();
  await Promise.all([asked('a'), asked('b', '2025-04-02'), asked('c')].map(days.ask));
  expect(days.seen).toEqual(['a+c', 'b']);
  const many = office();
  await Promise.all(Array.from({ length: 60 }, (_, index) => many.ask(asked(`c${index}`))));
  expect(many.seen.map((names) => names.split('+').length)).toEqual([25, 25, 10]);
});
