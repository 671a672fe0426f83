import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { asIfAdded } from '../../src/collections/case-file.ts';
import { type EventKind, readEvent, SYSTEM } from '../../src/collections/events.ts';
import { eventOf } from '../../src/collections/machines/cause.ts';
import { drawProcess } from '../../src/collections/machines/draw.ts';
import {
  type InningState,
  inningOfCase,
  inningState,
  nietNakomingState,
  ontvangstState,
  sideStates,
  titelState,
  watchMachines,
} from '../../src/collections/machines/index.ts';
import { INNING } from '../../src/collections/machines/inning-arrows.ts';
import { OF_ANY_EVENT, ownRefusals } from '../../src/collections/machines/refusals.ts';
import { INNING_SIDES } from '../../src/collections/machines/sides.ts';
import { TERMS } from '../../src/collections/machines/terms.ts';
import { MACHINES } from '../../src/collections/machines/watch.ts';
import { planOf } from '../../src/collections/plan.ts';
import { AUTONOMY } from '../../src/collections/process/autonomy.ts';
import { addDays, addMonths, day, daysBetween } from '../../src/values/index.ts';
import { kindtoets, playChance } from './machines-chance.ts';
import { betekendCase, EXAMPLES, found, lapsed, takenOver } from './machines-examples.ts';
import { add, must, nothingSeen, openPlay, type Play, pass, passTo } from './machines-play.ts';
import { BODIES, playRefusals } from './machines-refusals.ts';
import { APPROVER, CHECKER, FATHER, FINANCE, MOTHER, OFFICER, uitspraakOf } from './office.ts';

/** As many cases of chance, each of so many days. `MACHINES_CASES=60` plays more. */
const CASES = Number(process.env.MACHINES_CASES ?? 8);
const DAYS = 330;

const observed = nothingSeen();

beforeAll(() => {
  for (let seed = 1; seed <= CASES; seed++) playChance(observed, seed, DAYS);
  for (const { play } of EXAMPLES) play(observed);
  playRefusals(observed);
}, 280_000);

describe('what happens is what the tables say', () => {
  test('no machine moves, and no side state begins or ends, but along an arrow', () => {
    expect(observed.faults).toEqual([]);
  });

  test('every arrow is seen, by chance or in an example of its own', () => {
    const unseen = MACHINES.flatMap((machine) =>
      machine.arrows
        .filter(
          ({ from, to, by }) =>
            !observed.moves.some(
              (move) =>
                move.machine === machine &&
                from.includes(move.from) &&
                to.includes(move.to) &&
                by.includes(move.cause),
            ),
        )
        .map(
          ({ from, to, by }) => `${machine.name}: ${from.join('/')} to ${to.join('/')} by ${by.join('/')}`,
        ),
    );
    expect(unseen).toEqual([]);
  });

  test('an arrow of which few things are the cause is seen by each of them', () => {
    const unseen = MACHINES.flatMap((machine) =>
      machine.arrows
        .filter(({ by }) => by.length <= 5)
        .flatMap(({ from, to, by }) =>
          by
            .filter(
              (cause) =>
                !observed.moves.some(
                  (move) =>
                    move.machine === machine &&
                    from.includes(move.from) &&
                    to.includes(move.to) &&
                    move.cause === cause,
                ),
            )
            .map((cause) => `${machine.name}: ${from.join('/')} to ${to.join('/')} by ${cause}`),
        ),
    );
    expect(unseen).toEqual([]);
  });

  test('every state of every machine is seen', () => {
    const unseen = MACHINES.flatMap((machine) =>
      Object.keys(machine.states)
        .filter((state) => !observed.moves.some((move) => move.machine === machine && move.to === state))
        .map((state) => `${machine.name} ${state}`),
    );
    expect(unseen).toEqual([]);
  });

  test('a side state that few things begin or end is seen to begin and to end by each of them', () => {
    const unseen = MACHINES.flatMap((machine) =>
      machine.sides.flatMap(({ state, enters, leaves }) =>
        [
          { begins: true, by: enters },
          { begins: false, by: leaves },
        ].flatMap(({ begins, by }) =>
          by
            .filter(
              (cause) =>
                by.length <= 5 &&
                !observed.sides.some(
                  (move) =>
                    move.machine === machine &&
                    move.side === state &&
                    move.begins === begins &&
                    move.cause === cause,
                ),
            )
            .map((cause) => `${state} ${begins ? 'begins' : 'ends'} by ${cause}`),
        ),
      ),
    );
    expect(unseen).toEqual([]);
  });

  test('every side state is seen to begin and to end, unless nothing ends it', () => {
    const unseen = MACHINES.flatMap(({ sides, name }) =>
      sides.flatMap(({ state, leaves }) =>
        [true, ...(leaves.length > 0 ? [false] : [])]
          .filter((begins) => !observed.sides.some((move) => move.side === state && move.begins === begins))
          .map((begins) => `${name}: ${state} ${begins ? 'begins' : 'ends'}`),
      ),
    );
    expect(unseen).toEqual([]);
  });
});

describe('what opens a closed case', () => {
  test('is what the table of the inning says, and nothing else', () => {
    const play = betekendCase(nothingSeen(), 'open');
    must(play, SYSTEM, 'zaak-gesloten', { ground: 'voldaan' });
    const { file, today } = play.seen;
    const opens = (Object.keys(BODIES) as EventKind[]).filter((kind) => {
      const read = readEvent(kind, today, BODIES[kind]);
      if ('faults' in read) throw new Error(`${kind}: ${read.faults.join('; ')}`);
      return asIfAdded(file, read.draft, today).closedOn === null;
    });
    const causes = INNING.arrows
      .filter(({ from, to }) => from.includes('gesloten') && to.includes('voldaan'))
      .flatMap(({ by }) => by.map(eventOf));
    expect(opens.sort()).toEqual([...new Set(causes)].sort());
  });
});

describe('refusals', () => {
  test('admission refuses with no other code than the table has', () => {
    const unforeseen = [...observed.refused].filter((one) => {
      const [kind, code] = one.split(' ') as [EventKind, (typeof OF_ANY_EVENT)[number]];
      return !OF_ANY_EVENT.includes(code) && !ownRefusals(kind).includes(code);
    });
    expect(unforeseen).toEqual([]);
  });

  test('every code of the table is one that admission answers with', () => {
    const unseen = (Object.keys(AUTONOMY) as EventKind[]).flatMap((kind) =>
      ownRefusals(kind)
        .filter((code) => !observed.refused.has(`${kind} ${code}`))
        .map((code) => `${kind} ${code}`),
    );
    expect(unseen).toEqual([]);
  });
});

describe('side states', () => {
  test('the table gives each hold the article that the hold itself gives', () => {
    const articles = new Map(
      MACHINES.flatMap(({ sides }) => sides.map((side) => [side.state, side.article])),
    );
    expect(
      [...observed.holds].filter((one) => {
        const [state, article] = one.split(' | ') as [string, string];
        return article.split('; ').some((part) => !covers(articles.get(state)!, part));
      }),
    ).toEqual([]);
    expect(observed.holds.size).toBeGreaterThan(10);
  });

  /** `Rv 350, 351 en 438` covers `Rv 351`. */
  function covers(table: string, article: string): boolean {
    return article.split(/[ ,]+|en /).every((word) => table.includes(word));
  }
});

describe('states, on histories of which the answer is plain', () => {
  /** Found on 15 February, so the term of the aanzegging is over on 4 March: 3 days to arrive and 14 to pay. */
  test('domain 7.3: a dwangsom climbs, and the case is as far as its furthest', () => {
    const play = betekendCase(nothingSeen(), 'klim');
    passTo(play, '2025-02-15');
    found(play, 'n1', '2025-02-15');
    expect(inningOf(play)).toMatchObject({ state: 'aangezegd', letter: 'b1', sentOn: '2025-02-15' });
    passTo(play, '2025-03-03');
    expect(inningOf(play)?.state).toBe('aangezegd');
    pass(play);
    found(play, 'n2', '2025-03-04');
    expect(inningOf(play)).toMatchObject({ state: 'herinnerd', sentOn: '2025-03-04' });
  });

  test('domain 7.1: a title is betekend until the day after the exploot, and a schorsing hangs over it', () => {
    const play = betekendCase(nothingSeen(), 'titel');
    const titel = () => titelState(play.seen.file, play.seen.assessment, play.seen.today);
    expect(titel()).toEqual({ state: 'betekend', on: '2025-01-17', firstDay: '2025-01-18' });
    pass(play);
    expect(titel()).toEqual({ state: 'lopend', firstDay: '2025-01-18' });
    const fact = { kind: 'schorsing-executie', id: 'f1', from: '2025-01-18', until: '2025-01-20' };
    must(play, OFFICER, 'feit-vastgelegd', { fact, source: 'vonnis' });
    expect(titel()).toMatchObject({ state: 'geschorst', by: [{ by: 'f1' }], onder: { state: 'lopend' } });
    pass(play, 3);
    expect(titel()?.state).toBe('lopend');
  });

  test('domain 7.2: a contest after the finding leaves it standing, and a second person revokes it', () => {
    const play = betekendCase(nothingSeen(), 'betwist');
    passTo(play, '2025-02-15');
    found(play, 'n1', '2025-02-15');
    const state = () => nietNakomingState(play.seen.file, 'n1', play.seen.assessment);
    expect(state()).toMatchObject({ state: 'vorderingsregel', dwangsommen: ['n1/2025-02-15'] });
    must(play, FATHER, 'niet-nakoming-betwist', { nietNakoming: 'n1', defence: 'Kim was ziek.' });
    expect(state()).toEqual({ state: 'opnieuw-betwist', since: '2025-02-15' });
    const row = { id: 'n1/2025-02-15', fact: 'n1', on: day('2025-02-15') };
    expect(sideStates(play.seen.file, row, play.seen.today)).toEqual(['betwist']);
    must(play, CHECKER, 'niet-nakoming-afgewezen', { nietNakoming: 'n1', reasons: 'Ziek.' });
    expect(state()).toEqual({ state: 'herroepen', judgedBy: CHECKER });
  });

  /** € 250 is due: p1 of € 100 and p2 of € 200 bring the creditor € 250 and leave € 50. */
  test('domain 7.5: receipts are paid out in the order in which they came, and a surplus waits', () => {
    const play = betekendCase(nothingSeen(), 'ontvangst');
    passTo(play, '2025-02-15');
    found(play, 'n1', '2025-02-15');
    const states = () =>
      ['p1', 'p2'].map((id) => ontvangstState(play.seen.file, id, play.seen.assessment)?.state);
    must(play, FINANCE, 'betaling-ontvangen', { id: 'p1', amount: '100.00', bankReference: 'R1' });
    must(play, APPROVER, 'uitbetaling-goedgekeurd', { payout: 'u1' });
    must(play, FINANCE, 'betaling-ontvangen', { id: 'p2', amount: '200.00', bankReference: 'R2' });
    expect(states()).toEqual(['goedgekeurd', 'tussenrekening']);
    must(play, FINANCE, 'overschot-vrijgegeven', { payment: 'p2', amount: '50.00', reason: 'Te veel.' });
    must(play, FINANCE, 'uitbetaling-verricht', { payout: 'u1', bankReference: 'U1' });
    expect(states()).toEqual(['uitbetaald', 'voorbereid']);
  });

  function inningOf({ seen: { file, assessment, today } }: Play): InningState | null {
    return inningOfCase(file, assessment, today);
  }
});

describe('watchMachines', () => {
  test('finds nothing in a whole history, looked at from its first day to its last', () => {
    const play = takenOver(nothingSeen(), 'heel');
    const empty = openPlay(nothingSeen(), 'heel', '2025-01-17').seen;
    expect(watchMachines(empty, play.seen, play.kinderen)).toEqual([]);
  });

  test('names a move for which there is no arrow: a validated uitspraak that is given back', () => {
    const play = betekendCase(nothingSeen(), 'fout');
    const before = play.seen;
    const event = {
      ...before.file.events[0]!,
      kind: 'uitspraak-teruggegeven' as const,
      data: { reason: 'x' },
      id: 'fout/9',
    };
    const after = { ...before, file: { ...before.file, events: [...before.file.events, event] } };
    expect(watchMachines(before, after, play.kinderen)).toEqual([
      'case fout, 2025-01-17: titel titel went from betekend to teruggegeven by "uitspraak-teruggegeven", for which there is no arrow.',
    ]);
  });

  test('refuses to compare two cases', () => {
    const one = betekendCase(nothingSeen(), 'een');
    const other = betekendCase(nothingSeen(), 'ander');
    expect(() => watchMachines(one.seen, other.seen, one.kinderen)).toThrow('not a later look');
  });
});

describe('the terms of the tables are those of the plan', () => {
  /** From the first day of the step whose sentence holds `words` to its deadline. */
  function daysFor({ seen: { file, assessment, today } }: Play, words: string): number {
    const step = planOf(file, assessment, today).find(({ what }) => what.includes(words));
    if (!step?.deadline) throw new Error(`nothing with a deadline about "${words}"`);
    return daysBetween(step.on, step.deadline);
  }

  test('of the intake, the finding, the research and the kindtoets', () => {
    const play = openPlay(nothingSeen(), 'termijnen', '2025-01-17');
    must(play, OFFICER, 'uitspraak-geregistreerd', uitspraakOf());
    expect(TERMS.check).toContain(`binnen ${daysFor(play, 'vergelijken')} dagen`);
    must(play, CHECKER, 'uitspraak-gevalideerd', {});
    expect(TERMS.intake).toContain(`binnen ${daysFor(play, 'volmacht')} dagen`);
    expect(TERMS.intake).toContain(`binnen ${daysFor(play, 'betekenen')} dagen`);

    const over = takenOver(nothingSeen(), 'onderzoek');
    expect(TERMS.research).toContain(`binnen ${daysFor(over, 'Verhaalsonderzoek')} dagen`);
    must(over, MOTHER, 'niet-nakoming-gemeld', { id: 'n2', clause: 'c1', what: 'Gemist.' });
    expect(TERMS.finding).toContain(`binnen ${daysFor(over, 'Oordelen')} dagen`);
    passTo(over, '2025-04-12');
    must(over, OFFICER, 'verhaalsonderzoek-afgerond', { findings: 'x', isPromising: true });
    expect(TERMS.kindtoets).toContain(`binnen ${daysFor(over, 'kindtoets opstellen')} dagen`);
    must(over, OFFICER, 'kindtoets-opgesteld', kindtoets('k1', 'doorgaan'));
    expect(TERMS.kindtoets).toMatch(new RegExp(`meegelezen binnen ${daysFor(over, 'meelezen')}$`));
    must(over, CHECKER, 'kindtoets-meegelezen', { kindtoets: 'k1', agrees: true, remarks: 'x' });
    expect(TERMS.order).toContain(`binnen ${daysFor(over, 'opdracht goedkeuren')} dagen`);
  });

  test('of a payout and the aftercare', () => {
    const play = betekendCase(nothingSeen(), 'geld');
    passTo(play, '2025-02-15');
    found(play, 'n1', '2025-02-15');
    must(play, FINANCE, 'betaling-ontvangen', { id: 'p1', amount: '250.00', bankReference: 'R1' });
    expect(TERMS.payout).toBe(`binnen ${daysFor(play, 'Goedkeuren')} dagen`);
    must(play, APPROVER, 'uitbetaling-goedgekeurd', { payout: 'u1' });
    expect(TERMS.payout).toBe(`binnen ${daysFor(play, 'Bij de bank uitvoeren')} dagen`);
    must(play, FINANCE, 'uitbetaling-verricht', { payout: 'u1', bankReference: 'U1' });
    const { file, assessment, today } = play.seen;
    const inning = inningOfCase(file, assessment, today);
    if (inning?.state !== 'nazorg') throw new Error(`nazorg was to come, not ${inning?.state}`);
    expect(TERMS.aftercare).toMatch(new RegExp(`^${daysBetween(day('2025-02-15'), inning.closesOn)} dagen`));
  });

  test('Rv 611g: what verjaarde does not close by itself, however long nothing happens; a person looks into it', () => {
    const play = lapsed(nothingSeen(), 'verjaard');
    const { file, assessment, today } = play.seen;
    expect(file.closedOn).toBeNull();
    expect(inningState(file, assessment, today, 'n1/2025-02-15')?.state).toBe('voldaan');
    expect(inningState(file, assessment, today, 'n2/2025-03-10')?.state).toBe('verjaard');
    expect(TERMS.inquiry).toContain(`binnen ${daysFor(play, 'Onderzoeken waarom')} dagen`);
  });

  test('of a belemmering: on its last day it is recorded, a day longer it is refused', () => {
    const play = betekendCase(nothingSeen(), 'belemmering');
    const limited = INNING_SIDES.flatMap(({ state, term }) => {
      const months = /^hoogstens (\d+) maanden$/.exec(term)?.[1];
      return months === undefined ? [] : [{ what: state, months: Number(months) }];
    });
    expect(limited.map(({ what }) => what)).toEqual(['pauze', 'noodstop', 'schuldhulp', 'oninbaar']);
    for (const { what, months } of limited) {
      const last = addMonths(play.seen.today, months);
      const data = { id: `h-${what}`, what, reason: 'x' };
      expect(add(play, OFFICER, 'belemmering-vastgelegd', { ...data, until: addDays(last, 1) })).toEqual([
        'verkeerde-stand',
      ]);
      expect(add(play, OFFICER, 'belemmering-vastgelegd', { ...data, until: last })).toEqual([]);
    }
  });
});

describe('docs/process.md', () => {
  test('draws what the code says', async () => {
    const written = await readFile('docs/process.md', 'utf8');
    expect(drawProcess(written)).toBe(written);
  });

  test('has a place for each drawing, and none for another', () => {
    expect(() => drawProcess('Nothing is drawn here.')).toThrow('has no place for titel');
    expect(() => drawProcess('<!-- drawn: planeten -->\n<!-- end -->')).toThrow('in vain for "planeten"');
  });
});
