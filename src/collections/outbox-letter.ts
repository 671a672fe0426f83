import { eq } from 'drizzle-orm';
import type { Db, Tx } from '../db.ts';
import { renderLetter } from '../letters/index.ts';
import type { Day } from '../values/index.ts';
import type { Bureau } from './bureau.ts';
import type { StoredCase } from './history.ts';
import { assessCase } from './law-document.ts';
import { letterDocument } from './letter-document.ts';
import type { LetterPayload } from './letters.ts';
import type { Carriers } from './outbox.ts';
import { whyLapsed } from './plan-letters.ts';
import type { OutgoingLetter } from './post.ts';
import { brakeKindOfLetter, whichBrake } from './process/brakes.ts';
import { letterKind } from './process/letter-kinds.ts';
import { lockPromise, NO_BUREAU, noteAttempt, noteFault, recordAndClose } from './promise.ts';
import { document } from './schema.ts';
import type { Moment } from './steps.ts';

/** Sends one promised letter. What it says is fixed in a document before the first attempt, so every attempt gives the same bytes under the same key. */
export async function performLetter(
  db: Db,
  id: string,
  { post, bureau }: Carriers,
  moment: Moment,
): Promise<void> {
  const letter = await db
    .transaction((tx) => decide(tx, id, bureau, moment))
    .catch(async (cause: unknown) => {
      // A letter that cannot be made says so where people look; it is tried again with the next facts.
      await noteFault(db, id, String(cause));
      throw cause;
    });
  if (letter === null) return;
  if (typeof letter === 'string') throw new Error(letter);
  const named = `letter ${letter.letter} of ${letter.dossiernummer}`;
  let proof: string;
  try {
    ({ proof } = await post.send(letter));
  } catch (cause) {
    await noteFault(db, id, String(cause));
    throw new Error(`${named} could not be sent`, { cause });
  }
  await db.transaction(async (tx) => {
    // Of two performers one records the sending and the other finds it recorded.
    const { promise } = await lockPromise(tx, id, moment.today);
    if (promise.performedOn !== null) return;
    const { letter: letterId } = promise.payload as LetterPayload;
    await recordAndClose(tx, promise, { kind: 'brief-verzonden', data: { letter: letterId, proof } }, moment);
  });
}

/**
 * What is to be done about a promise, decided and put on record while case and promise are locked: null where it was kept, has lapsed or is held by a brake, words where
 * nobody can send it. What may have gone out already goes out again under the same key; only what never was tried can lapse, and whoever tries has said so first.
 */
async function decide(
  tx: Tx,
  id: string,
  bureau: Bureau | null,
  moment: Moment,
): Promise<OutgoingLetter | string | null> {
  const { promise, stored } = await lockPromise(tx, id, moment.today);
  if (promise.performedOn !== null) return null;
  const payload = promise.payload as LetterPayload;
  if (promise.attempts === 0) {
    const reason = lapseReason(stored, payload, moment.today);
    if (reason !== null) {
      const data = { letter: payload.letter, reason };
      await recordAndClose(tx, promise, { kind: 'brief-vervallen', data }, moment);
      return null;
    }
  }
  const brake = whichBrake(stored.file, stored.standing, brakeKindOfLetter(payload.kind));
  if (brake !== null || bureau === null) {
    // This is no attempt: nothing can have gone out.
    await noteFault(tx, id, brake ?? NO_BUREAU);
    return brake === null
      ? `letter ${payload.letter} of ${payload.dossiernummer} was not sent: ${NO_BUREAU}`
      : null;
  }
  const made = await makeOnce(tx, id, stored, payload, bureau, moment.today);
  await noteAttempt(tx, id);
  return made;
}

async function makeOnce(
  tx: Tx,
  id: string,
  stored: StoredCase,
  payload: LetterPayload,
  bureau: Bureau,
  today: Day,
): Promise<OutgoingLetter> {
  const { to: role, document: number } = letterKind(payload.kind);
  const person = stored.parties.find((one) => one.role === role);
  if (!person) throw new Error(`case ${stored.file.id} has a letter to the ${role} and no such party`);
  // Served by document_pkey.
  const [there] = await tx.select().from(document).where(eq(document.id, id));
  const made = there ?? (await make());
  return {
    key: id,
    dossiernummer: payload.dossiernummer,
    letter: payload.kind,
    to: {
      role,
      name: person.name,
      address: person.address,
      email: person.email,
      language: person.language,
    },
    subject: made.subject,
    text: made.body,
    pdf: made.pdf,
    sha256: made.sha256,
  };

  async function make(): Promise<typeof document.$inferSelect> {
    const { pdf, sha256, text, subject } = await renderLetter(letterDocument(stored, payload, bureau, today));
    const row = {
      id,
      caseId: stored.file.id,
      letter: payload.letter,
      document: number,
      addressee: role,
      language: person!.language,
      subject,
      body: text,
      pdf,
      sha256,
      madeOn: today,
    };
    await tx.insert(document).values(row);
    return row;
  }
}

function lapseReason({ file, kinderen }: StoredCase, payload: LetterPayload, today: Day): string | null {
  const letter = file.letters.find(({ id }) => id === payload.letter);
  if (!letter) throw new Error(`case ${file.id} has no letter ${payload.letter}`);
  const known = assessCase(file, kinderen, today);
  // For want of a rate what interrupts goes out as it is; what demands payment is held against what is open without rente.
  const isBare = !known.ok && letterKind(letter.letter).demands;
  const assessed = isBare ? assessCase(file, kinderen, today, { rente: 'geen' }) : known;
  return whyLapsed(file, assessed.ok ? assessed.value : null, letter, payload, today);
}
