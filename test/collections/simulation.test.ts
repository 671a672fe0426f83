import { expect, test } from 'vitest';
import type { CaseView, EventKind } from '../../src/collections/index.ts';
import {
  addDays,
  type Day,
  day,
  daysBetween,
  formatCents,
  parseCents,
  sumCents,
} from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { booksEqualAssessment, trialBalanceIsZero } from './books-equal.ts';
import {
  APPROVER,
  CHECKER,
  FATHER,
  FINANCE,
  MOTHER,
  OFFICER,
  type OneCase,
  openOffice,
  PER_DAG,
  PER_KEER,
  registeredCase,
} from './office.ts';

/**
 * Random cases through months of random facts. It expects nothing of any one case but what must hold in all of them: the books say what the
 * assessment says, no purse pays for another, nothing is done twice, and nothing lapses while the program runs. One case is one seed:
 * `SIMULATION_SEED=7 npx vitest run test/collections/simulation.test.ts` plays that one alone.
 */
const { db, sql } = await openTestDatabase();
await openOffice(db);

const FIRST = day('2025-02-01');
const DAYS = 300;
const SECONDS = Number(process.env.SIMULATION_SECONDS ?? 12);
const ONLY = process.env.SIMULATION_SEED;

test('whatever happens in a case, the books say what the law says, and nothing lapses while the program runs', async () => {
  const begun = Date.now();
  const happened = new Map<string, number>();
  const from = Number(ONLY ?? process.env.SIMULATION_FROM ?? 1);
  for (let seed = from; seed === from || (!ONLY && Date.now() - begun < SECONDS * 1_000); seed++) {
    await play(seed, happened);
  }
  // A simulation in which little happens proves little.
  if (ONLY) return;
  for (const kind of [
    'betaling-ontvangen',
    'niet-nakoming-vastgesteld',
    'uitbetaling-verricht',
    'brief-bezorgd',
    'contact-gelegd',
  ])
    expect(happened.get(kind), `${kind} in [${[...happened].join('; ')}]`).toBeGreaterThan(0);
}, 300_000);

interface Play {
  readonly one: OneCase;
  readonly random: () => number;
  readonly happened: Map<string, number>;
  /** Letters arrive within twenty days, and the volmacht holds: then nothing may lapse. */
  readonly isFaithful: boolean;
  readonly perDag: boolean;
  /** When each letter will arrive; null where it never does. */
  readonly arrivals: Map<string, Day | null>;
  /** Since when each dwangsom has been opeisbaar without a break. */
  opeisbaarSince: Map<string, Day>;
  log: string[];
  /** As the case was last seen. */
  view: CaseView | null;
}

async function play(seed: number, happened: Map<string, number>): Promise<void> {
  const random = randomOf(seed);
  const perDag = random() < 0.35;
  const clause = perDag ? PER_DAG : { ...PER_KEER, cap: random() < 0.3 ? '1000.00' : '25000.00' };
  const one = await registeredCase(db, clause, random() < 0.7);
  const game: Play = {
    one,
    random,
    happened,
    isFaithful: random() < 0.7,
    perDag,
    arrivals: new Map(),
    opeisbaarSince: new Map(),
    log: [],
    view: null,
  };
  let today = FIRST;
  try {
    await one.add('2025-01-20', CHECKER, 'uitspraak-gevalideerd', '2025-01-20', {});
    await one.add('2025-01-20', OFFICER, 'volmacht-verleend', '2025-01-20', { until: null });
    await one.add('2025-01-27', OFFICER, 'uitspraak-betekend', '2025-01-27', { exploot: 'exploot 1' });
    let asleepUntil = FIRST;
    for (; daysBetween(FIRST, today) < DAYS; today = addDays(today, 1)) {
      // Now and then nobody is there for some days, and the machine is off.
      if (random() < 0.02) asleepUntil = addDays(today, Math.ceil(random() * 5));
      if (today < asleepUntil) continue;
      await oneDay(game, today);
    }
    await trialBalanceIsZero(one);
  } catch (cause) {
    const last = game.log.slice(-12).join('\n  ');
    throw new Error(`SIMULATION_SEED=${seed}, on ${today}: ${String(cause)}\n  ${last}`, { cause });
  }
}

async function oneDay(game: Play, today: Day): Promise<void> {
  const { one } = game;
  const taken = await one.night(today);
  if (taken > 0) await one.sent(today);
  // On a quiet day nothing changed but the rente; a look once a week is enough.
  const isQuiet = taken === 0 && daysBetween(FIRST, today) % 7 !== 0;
  const morning = isQuiet && game.view ? game.view : await one.view(today);
  const acts = chosen(game, morning, today);
  for (const act of acts) await act();
  if (acts.length === 0 && isQuiet) return;
  await one.sent(today);
  game.view = await one.view(today);
  expectNothingLapsed(game, game.view, today);
  expectNoStepTwice(game.view);
  await booksEqualAssessment(one, today);
  if (acts.length > 0) await expectNothingLeftToDo(one, today);
}

async function expectNothingLeftToDo(one: OneCase, today: Day): Promise<void> {
  const written = () => sql`
    select (select count(*) from ledger.entry where scope = ${one.id}) as entries,
      (select count(*) from collections.event where case_id = ${one.id}) as events`;
  const before = await written();
  expect(await one.night(today)).toBe(0);
  expect(await written()).toEqual(before);
}

/** Thirty days are more than a letter needs that goes out at once; a finding at the last moment cannot be saved. */
const LONG_ENOUGH = 30;

function expectNothingLapsed(game: Play, { assessment }: CaseView, today: Day): void {
  const rows = assessment?.dwangsommen ?? [];
  const lapsed = rows.filter(({ id, status }) => {
    const since = game.opeisbaarSince.get(id);
    return (
      (status === 'betwistbaar' || status === 'verjaard') &&
      since !== undefined &&
      daysBetween(since, today) > LONG_ENOUGH
    );
  });
  if (game.isFaithful) expect(lapsed.map(({ id }) => id)).toEqual([]);
  game.opeisbaarSince = new Map(
    rows
      .filter(({ status }) => status === 'opeisbaar')
      .map(({ id }) => [id, game.opeisbaarSince.get(id) ?? today]),
  );
}

type Act = () => Promise<void>;

/** What people do on a day, each as likely as it says. Some of it is refused, as it should be; a refusal changes nothing. */
function chosen(game: Play, view: CaseView, today: Day): Act[] {
  const { random, one } = game;
  const { file, assessment } = view;
  const acts: Act[] = [];
  const some = (likely: number) => random() < likely;
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const ago = (most: number) => addDays(today, -upTo(most));
  const later = (least: number, most: number) => addDays(today, least + upTo(most - least));
  const euros = (most: number) => formatCents(BigInt(1 + upTo(most * 100)));
  const act = (by: string, kind: EventKind, on: Day, data: object) =>
    acts.push(async () => {
      const answer = await one.tried(today, by, kind, on, data);
      const how = answer.ok ? kind : `${kind} refused: ${answer.refusals.map(({ code }) => code).join(' ')}`;
      game.log.push(`${today} ${how} on ${on} ${JSON.stringify(data)}`);
      game.happened.set(how, (game.happened.get(how) ?? 0) + 1);
      if (!answer.ok) expect(ORDINARY).toContain(answer.refusals[0]!.code);
    });
  const fact = (on: Day, what: object) =>
    act(OFFICER, 'feit-vastgelegd', on, { source: 'verzonnen stuk', fact: what });

  // What happens, is judged and is contested.
  if (some(0.07)) {
    const on = ago(12);
    const length = upTo(Math.min(6, daysBetween(on, today)));
    const more = game.perDag ? { through: addDays(on, length) } : some(0.2) ? { aantal: 2 } : {};
    act(MOTHER, 'niet-nakoming-gemeld', on, { clause: 'c1', what: 'Gemist.', ...more });
  }
  for (const { id, on, status, toJudgeSince } of file.nietNakomingen) {
    const isOld = daysBetween(on, today) > 50;
    const howOften = toJudgeSince !== null ? (isOld ? 1 : 0.12) : 0.002;
    if (some(howOften)) {
      const isFound = toJudgeSince !== null ? some(0.8) : status === 'afgewezen';
      const reasons = 'Beide ouders zijn gehoord.';
      // Who takes a finding back is not who found it.
      if (isFound) act(OFFICER, 'niet-nakoming-vastgesteld', ago(2), { nietNakoming: id, reasons });
      else act(CHECKER, 'niet-nakoming-afgewezen', ago(2), { nietNakoming: id, reasons });
    }
    if (some(0.004)) act(FATHER, 'niet-nakoming-betwist', today, { nietNakoming: id, defence: 'Niet waar.' });
  }

  // Letters arrive.
  for (const { id, sentOn, deliveredOn } of file.letters) {
    if (sentOn === null) continue;
    if (!game.arrivals.has(id))
      game.arrivals.set(id, game.isFaithful || some(0.6) ? addDays(sentOn, upTo(18)) : null);
    const arrives = game.arrivals.get(id);
    if (arrives && deliveredOn === null && arrives <= today)
      act(OFFICER, 'brief-bezorgd', arrives, { letter: id, proof: 'handtekening' });
    // The post corrects itself.
    if (deliveredOn !== null && some(0.002))
      act(OFFICER, 'brief-bezorgd', addDays(sentOn, upTo(Math.min(18, daysBetween(sentOn, today)))), {
        letter: id,
        proof: 'verbeterd',
      });
  }

  // Money comes in.
  const open = assessment ? sumCents(Object.values(assessment.totals.open).map(parseCents)) : 0n;
  if (some(0.04)) {
    const amount = some(0.3) ? formatCents(open + BigInt(1 + upTo(8_000))) : euros(400);
    const known = assessment?.dwangsommen.map(({ id }) => id) ?? [];
    const designates = some(0.25) ? [pick(known) ?? 'n9/2025-01-01', 'n1/2025-02-15'] : undefined;
    act(FINANCE, 'betaling-ontvangen', ago(4), {
      amount,
      bankReference: `SIM-${one.id}-${file.events.length}`,
      ...(designates ? { designates } : {}),
    });
  }
  if (some(0.02)) {
    const on = ago(10);
    fact(on, { kind: 'kosten', on, amount: euros(200), what: 'betekening' });
  }

  // What the court decides.
  const until = () => (some(0.4) ? null : later(0, 60));
  if (some(0.004)) fact(ago(0), { kind: 'schorsing-executie', from: today, until: until() });
  if (some(0.004)) fact(today, { kind: 'schorsing-werking', from: today, until: until() });
  if (some(0.004)) fact(today, { kind: 'faillissement', from: today, until: until() });
  if (some(0.004)) fact(today, { kind: 'hoger-beroep', from: today, until: until() });
  if (some(0.004)) {
    const from = ago(60);
    fact(from, { kind: 'opheffing', from, until: until() });
  }
  if (some(0.006)) {
    const from = ago(60);
    const amount = pick(['50.00', '100.00', '200.00', '300.00'])!;
    fact(from, { kind: 'vermindering', from, clause: 'c1', amount, ...(some(0.3) ? { cap: '600.00' } : {}) });
  }
  if (some(0.003)) {
    const on = ago(20);
    fact(on, { kind: 'vernietiging', on });
  }
  if (some(0.003)) act(OFFICER, 'uitspraak-betekend', ago(150), { exploot: 'exploot, verbeterd' });

  holdingUp(game, view, today, act);

  // What was recorded by mistake; a decision on which everything stands still is a mistake more often, so that the case goes on.
  const standing = file.facts.map(({ fact: { id } }) => id);
  const paid = [...file.payments, ...file.repayments]
    .filter(({ isWithdrawn }) => !isWithdrawn)
    .map(({ id }) => id);
  const stops = file.facts.filter(
    ({ fact: { kind } }) => kind === 'vernietiging' || kind === 'faillissement',
  );
  const mistaken = some(0.008) ? pick([...standing, ...paid]) : some(0.03) ? pick(stops)?.fact.id : undefined;
  if (mistaken !== undefined)
    act(OFFICER, 'feit-ingetrokken', ago(3), { fact: mistaken, reason: 'Andere zaak.' });

  // Money goes out, and comes back.
  const left = assessment && unplacedOf(view);
  if (left && some(0.08)) {
    const [payment, cents] = left;
    const amount = some(0.5) ? cents : BigInt(1 + Math.floor(random() * Number(cents)));
    act(FINANCE, 'overschot-vrijgegeven', today, {
      payment,
      amount: formatCents(amount),
      reason: 'Te veel.',
    });
  }
  for (const { id, approvedOn, performedOn, withdrawnOn, returned } of file.payouts) {
    if (performedOn !== null && returned === null && some(0.002))
      act(FINANCE, 'uitbetaling-teruggekomen', today, {
        payout: id,
        bankReference: `RETOUR-${one.id}-${id}`,
        reason: 'Rekening opgeheven.',
      });
    if (performedOn !== null || withdrawnOn !== null) continue;
    if (some(0.02))
      act(FINANCE, 'uitbetaling-ingetrokken', today, { payout: id, reason: 'Verkeerd nummer.' });
    else if (approvedOn === null && some(0.4))
      act(APPROVER, 'uitbetaling-goedgekeurd', today, { payout: id });
    else if (approvedOn !== null && some(0.5))
      act(FINANCE, 'uitbetaling-verricht', today, { payout: id, bankReference: `AF-${one.id}-${id}` });
  }
  const paidOut = sumCents(
    file.payouts
      .filter(
        ({ to, performedOn, returned }) => to === 'schuldeiser' && performedOn !== null && returned === null,
      )
      .map(({ amount }) => amount),
  );
  const back = sumCents(
    file.repayments.filter(({ isWithdrawn }) => !isWithdrawn).map(({ amount }) => amount),
  );
  // Sometimes when nothing was asked, and then it goes there again.
  const isAsked = view.plan.some(({ what }) => what.includes('terugvorderen'));
  if (paidOut > back && some(isAsked ? 0.1 : 0.003)) {
    const most = paidOut - back;
    const amount = some(0.5) ? most : BigInt(1 + Math.floor(random() * Number(most)));
    act(FINANCE, 'terugstorting-ontvangen', today, {
      amount: formatCents(amount),
      bankReference: `TERUG-${one.id}-${file.events.length}`,
    });
  }
  if (!game.isFaithful && some(0.004))
    act(OFFICER, 'volmacht-ingetrokken', ago(2), { reason: 'Wil niet meer.' });
  if (!game.isFaithful && some(0.01)) act(OFFICER, 'volmacht-verleend', today, { until: until() });
  return acts;
}

/** What moves the ladder and what holds it: contacts, pauses, reports on safety and brakes. */
function holdingUp(
  { random }: Play,
  { file }: CaseView,
  today: Day,
  act: (by: string, kind: EventKind, on: Day, data: object) => void,
): void {
  const some = (likely: number) => random() < likely;
  const later = (most: number) => addDays(today, 1 + Math.floor(random() * most));
  if (some(0.05)) {
    const channel = (['telefoon', 'e-mail', 'bezoek'] as const)[Math.floor(random() * 3)]!;
    act(OFFICER, 'contact-gelegd', today, { channel, reached: some(0.3), note: 'Gebeld.' });
  }
  if (some(0.005))
    act(OFFICER, 'belemmering-vastgelegd', today, { what: 'pauze', until: later(60), reason: 'Verhuizing.' });
  if (some(0.003))
    act(OFFICER, 'belemmering-vastgelegd', today, { what: 'veiligheid', until: null, reason: 'Melding.' });
  for (const { id, what, liftedOn } of file.belemmeringen)
    if (liftedOn === null && some(what === 'veiligheid' ? 0.1 : 0.01))
      act(CHECKER, 'belemmering-opgeheven', today, { belemmering: id, reason: 'Voorbij.' });
  if (some(0.005)) act(CHECKER, 'rem-gezet', today, { what: 'brieven', reason: 'Klacht.' });
  for (const { what } of file.brakes)
    if (some(0.1)) act(APPROVER, 'rem-gelost', today, { what, reason: 'Behandeld.' });
}

/** No dwangsom is pressed twice with the same step of the ladder, but where the first letter never went out. */
function expectNoStepTwice({ file }: CaseView): void {
  const steps = file.letters
    .filter(({ letter, lapsedOn }) => STEPS.includes(letter) && lapsedOn === null)
    .flatMap(({ letter, covers }) => covers.map((fact) => `${letter} ${fact}`));
  expect(steps.filter((step, index) => steps.indexOf(step) !== index)).toEqual([]);
}

const STEPS: readonly string[] = ['aanzegging', 'herinnering', 'laatste-aanmaning', 'overname'];

/** What an act may meet on a day on which something else was done before it; anything else would be a mistake of the simulation. */
const ORDINARY = ['verkeerde-stand', 'bedrag-te-hoog', 'dubbel', 'onbekend'];

function unplacedOf({ file, assessment }: CaseView): [payment: string, cents: bigint] | null {
  if (assessment!.vernietigdBy !== null) return null;
  for (const { id, amount, isWithdrawn } of file.payments) {
    const placed = sumCents(
      assessment!.allocations.filter(({ payment }) => payment === id).map((row) => parseCents(row.amount)),
    );
    const released = sumCents(file.released.filter(({ payment }) => payment === id).map((one) => one.amount));
    const left = isWithdrawn ? 0n : amount - placed - released;
    if (left > 0n) return [id, left];
  }
  return null;
}

/** mulberry32: small, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
