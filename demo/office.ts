import { sql } from 'drizzle-orm';
import { clockAt } from '../src/clock.ts';
import {
  type CaseView,
  DEMONSTRATION_BUREAU,
  dueCases,
  dueOutbox,
  listCases,
  type Moment,
  type Post,
  performOutbox,
  prepareBooks,
  readCaseView,
  record,
  registerUitspraak,
  takeStep,
} from '../src/collections/index.ts';
import type { Db, Tx } from '../src/db.ts';
import { addDays, type Day, earliest, type Outcome } from '../src/values/index.ts';
import { toldCases } from './cases/index.ts';
import { bezorgd, type Happening, type ToldCase } from './happenings.ts';
import { NO_DEURWAARDER } from './no-deurwaarder.ts';
import { MAKER } from './people.ts';

/** Of our own choosing; any number that no other program in the same database locks. */
const DEMONSTRATION_LOCK = 6_110_615;

/**
 * Fills an empty, migrated database with an office of invented cases, as that office would have come about by `today`: the days are gone through in
 * order, people record what the cases tell, and the program does the rest on its own days. Nothing is done where any case stands already.
 * `report` hears a Dutch line at each case. Answers how many cases were opened.
 *
 * All of it is one transaction. A start that is killed half-way leaves nothing, so the next one begins afresh and nothing needs
 * to be remembered; of two starts at once the second waits and then finds the office open. Only the dossiernummers that were drawn are gone.
 */
export async function openDemonstrationOffice(
  db: Db,
  today: Day,
  report: (line: string) => void,
): Promise<number> {
  return db.transaction(async (tx) => {
    // A start that waits for another one says so after a minute, instead of standing there for good.
    await tx.execute(sql`set local lock_timeout = '60s'`);
    await tx.execute(sql`select pg_advisory_xact_lock(${DEMONSTRATION_LOCK})`);
    if (await hasCases(tx, today)) return 0;
    await prepareBooks(tx);
    return openCases(tx, today, report);
  });
}

/** True where the office was opened, or the database holds cases of somebody else: then no invented ones are put among them. */
export async function isDemonstrationOpen(db: Db, today: Day): Promise<boolean> {
  return db.transaction((tx) => hasCases(tx, today));
}

async function hasCases(tx: Tx, today: Day): Promise<boolean> {
  return (await listCases(tx, today, { limit: 1 })).length > 0;
}

/** A case once it is registered. */
interface OpenCase extends ToldCase {
  readonly caseId: string;
  readonly dossiernummer: string;
}

/** The rooms open a transaction of their own for each act; inside ours, each of those is a savepoint. */
async function openCases(db: Db, today: Day, report: (line: string) => void): Promise<number> {
  const told = toldCases(today);
  const open: OpenCase[] = [];
  const proofs = new Map<Day, OpenCase[]>();
  const first = earliest(today, ...told.map(({ registeredOn }) => registeredOn));
  for (let on = first; on <= today; on = addDays(on, 1)) {
    const moment = momentsOf(on);
    let hasActed = await nightlySteps(db, moment);
    for (const one of told.filter(({ registeredOn }) => registeredOn === on)) {
      open.push({ ...one, ...(await register(db, one, open.length + 1, moment())) });
      report(`Voorbeeldzaak ${open.length} van ${told.length}: ${one.shows}.`);
    }
    for (const one of proofs.get(on) ?? []) await recordDelivery(db, one, moment);
    for (const one of open) {
      for (const happening of one.happenings.filter((each) => each.today === on)) {
        await happen(db, one, happening, moment());
        hasActed = true;
      }
    }
    // A letter is promised only where something was done, so on the many empty days nobody looks for one.
    if (hasActed || proofs.has(on)) {
      const sent = await sendLetters(db, moment);
      proofs.set(
        addDays(on, DAYS_TO_PROOF),
        open.filter(
          ({ dossiernummer, proofOfDelivery = true }) => proofOfDelivery && sent.has(dossiernummer),
        ),
      );
    }
  }
  return told.length;
}

type Moments = () => Moment;

/** One clock for a day, so that what is recorded on it keeps its order. */
function momentsOf(today: Day): Moments {
  const clock = clockAt(today);
  return () => ({ today, now: clock.now() });
}

async function nightlySteps(db: Db, moment: Moments): Promise<boolean> {
  const due = await dueCases(db, moment().today);
  for (const caseId of due) await takeStep(db, caseId, moment());
  return due.length > 0;
}

/** Answers the dossiernummers of the cases of which a letter went out. The letter box keeps nothing: no letter goes anywhere. */
async function sendLetters(db: Db, moment: Moments): Promise<Set<string>> {
  const sent = new Set<string>();
  const noPost: Post = {
    send: async ({ dossiernummer }) => {
      sent.add(dossiernummer);
      return { proof: `demonstratie ${dossiernummer}: niet echt verzonden` };
    },
  };
  // A letter that lapses is answered by another at once, so it is looked twice.
  for (const _ of ['promised', 'promised anew']) {
    for (const id of await dueOutbox(db, moment().today))
      await performOutbox(
        db,
        id,
        { post: noPost, deurwaarder: NO_DEURWAARDER, bureau: DEMONSTRATION_BUREAU },
        moment(),
      );
  }
  return sent;
}

const DAYS_TO_ARRIVE = 2;
const DAYS_TO_PROOF = 3;

async function recordDelivery(db: Db, one: OpenCase, moment: Moments): Promise<void> {
  const { today } = moment();
  const view = await read(db, one, today);
  for (const { id, sentOn, deliveredOn } of view.file.letters) {
    // Of a letter that only tells something (m1, m2 and so on) nobody needs to prove that it arrived.
    if (!id.startsWith('b') || deliveredOn !== null) continue;
    if (sentOn === null || addDays(sentOn, DAYS_TO_PROOF) > today) continue;
    const on = addDays(sentOn, DAYS_TO_ARRIVE);
    await happen(db, one, bezorgd(today, id, on), moment());
  }
}

/** The court and the dictum say that the case is invented and whose terms it borrows; `ecli` stays empty, because that decision is not this one. */
async function register(
  db: Db,
  { parties, uitspraak, registeredOn }: ToldCase,
  number: number,
  moment: Moment,
): Promise<{ caseId: string; dossiernummer: string }> {
  const { court, ecli, taken, invented, dictum, terms } = uitspraak;
  const registered = await registerUitspraak(
    db,
    {
      on: registeredOn,
      parties,
      uitspraak: {
        court: `${court} (verzonnen zaak, bedragen uit ${ecli})`,
        caseNumber: `VERZONNEN-${String(number).padStart(2, '0')}`,
        ecli: null,
        dictum: `${dictum}\n\n[Verzonnen zaak met verzonnen personen. Uit ${ecli}: ${taken}. Bedacht: ${invented}.]`,
        terms,
      },
    },
    MAKER,
    moment,
  );
  return accept(registered, `register case ${number}`);
}

async function happen(db: Db, one: OpenCase, { addition, by }: Happening, moment: Moment): Promise<void> {
  const told = typeof addition === 'function' ? addition(await read(db, one, moment.today)) : addition;
  const recorded = await record(db, one.caseId, told, by, moment);
  accept(recorded, `record ${told.kind} on ${moment.today} in the case "${one.shows}"`);
}

async function read(db: Db, { caseId }: OpenCase, today: Day): Promise<CaseView> {
  return (await db.transaction((tx) => readCaseView(tx, caseId, today)))!;
}

function accept<Value>(outcome: Outcome<Value>, what: string): Value {
  if (outcome.ok) return outcome.value;
  const sentences = outcome.refusals.map(({ sentence }) => sentence).join(' ');
  throw new Error(`The demonstration could not ${what}: ${sentences}`);
}
