import { type FileHandle, open } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { createTransport } from 'nodemailer';
import type { Options } from 'nodemailer/lib/smtp-transport/index.js';
import type { Db } from '../../db.ts';
import { blockOf, blocksAfter, newestBlock } from './chain.ts';
import { type PublishedBlock, publishedForm, publishedLine } from './published.ts';

/** A line has some seven hundred bytes; the last of a file is found in this much of its end. */
const LAST_BYTES = 4_096;

/**
 * Writes every block that the file does not hold yet to its end, a line of JSON each, and says how many. The file, and not what the database says of
 * it, tells what it holds: so no row in the database can keep a block out of it, and a new file gets the whole chain. Lines are on disk before the
 * database records that they are; after a crash in between they are found there and not written again.
 *
 * Put it where whoever rules the database has no hand: another machine, a medium that is written once, a mailbox. Throws where the last line
 * is not a block of this chain, because then the chain is another than the one that was published.
 */
export async function publishToFile(
  db: Db,
  file: string,
): Promise<{ readonly blocks: number; readonly last: number }> {
  const handle = await open(file, 'a+', 0o644);
  try {
    const end = await endOf(handle, file);
    let last = end === null ? 0 : await sameInChain(db, end, file);
    let blocks = 0;
    for await (const block of blocksAfter(db, last)) {
      await handle.appendFile(`${JSON.stringify(publishedForm(block))}\n`);
      blocks += 1;
      last = block.number;
    }
    if (blocks > 0) await handle.sync();
    await recordInFile(db, last);
    return { blocks, last };
  } finally {
    await handle.close();
  }
}

export interface MailOptions {
  /** The server, as smtp://user:password@host:587 or as nodemailer takes it: host, port, secure, auth. */
  readonly transport: Options | string;
  readonly from: string;
  readonly to: string;
  /** Its day, in the Netherlands, is the day that is mailed for. */
  readonly now: Date;
}

/**
 * Mails the newest block, once a day: the number of the block, or null where nothing was to be mailed. It is recorded after the server took the letter,
 * so after a crash in between it goes once more, and never not at all.
 */
export async function mailNewest(db: Db, { transport, from, to, now }: MailOptions): Promise<number | null> {
  const block = await newestBlock(db);
  if (block === null || (await wasMailed(db, block.number, now))) return null;
  const published = publishedForm(block);
  const server = typeof transport === 'string' ? { url: transport } : transport;
  const mailer = createTransport({
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    ...server,
  });
  try {
    await mailer.sendMail({
      from,
      to,
      subject: `Zegel van het grootboek: blok ${block.number}`,
      text: letterOf(published),
    });
  } finally {
    mailer.close();
  }
  await db.execute(sql`
    insert into ledger.seal_publication (block, channel, published_at)
    values (${block.number}::integer, 'mail', ${now.toISOString()}::timestamptz)
    on conflict do nothing
  `);
  return block.number;
}

function letterOf(block: PublishedBlock): string {
  return [
    `Het grootboek is verzegeld tot en met boeking ${block.lastId}, in blok ${block.number}, op ${block.sealedAt}.`,
    '',
    'Bewaar dit bericht. Wie later de boeken controleert, legt deze regel naast de keten: wijkt zij af, dan is na het verzegelen iets veranderd.',
    '',
    JSON.stringify(block),
    '',
  ].join('\n');
}

/** Served by seal_publication_once. */
async function wasMailed(db: Db, block: number, now: Date): Promise<boolean> {
  const [row] = await db.execute<{ mailed: boolean }>(sql`
    select exists (
      select
      from ledger.seal_publication
      where channel = 'mail'
        and (
          block = ${block}::integer
          or (published_at at time zone 'Europe/Amsterdam')::date = (${now.toISOString()}::timestamptz at time zone 'Europe/Amsterdam')::date
        )
    ) as mailed
  `);
  return row!.mailed;
}

/** The last whole line. What a crash left behind it is cut off: it was never recorded, and its block comes again. */
async function endOf(handle: FileHandle, file: string): Promise<PublishedBlock | null> {
  const { size } = await handle.stat();
  const from = Math.max(0, size - LAST_BYTES);
  const { buffer, bytesRead } = await handle.read({
    buffer: Buffer.alloc(LAST_BYTES),
    position: from,
    length: size - from,
  });
  const bytes = buffer.subarray(0, bytesRead);
  const whole = bytes.lastIndexOf('\n') + 1;
  if (whole < bytesRead) {
    if (whole === 0 && from > 0)
      throw new Error(
        `The end of ${file} is no line of a published block. Name the file that the seal was published to.`,
      );
    await handle.truncate(from + whole);
  }
  const lines = bytes.subarray(0, whole).toString('utf8').trimEnd().split('\n');
  const last = lines.at(-1)!;
  return last === '' ? null : publishedLine(last, `the last line of ${file}`);
}

async function sameInChain(db: Db, published: PublishedBlock, file: string): Promise<number> {
  const block = await blockOf(db, published.number);
  if (block?.hash.toString('hex') === published.hash) return published.number;
  throw new Error(
    `${file} ends with block ${published.number}, published with hash ${published.hash}; in the database that block ${block === null ? 'does not exist' : `has hash ${block.hash.toString('hex')}`}. ` +
      'The chain is not the one that was published: run dwangsom verify with this file, and keep the file.',
  );
}

async function recordInFile(db: Db, last: number): Promise<void> {
  await db.execute(sql`
    insert into ledger.seal_publication (block, channel)
    select
      number,
      'file'
    from ledger.seal_block
    where number <= ${last}::integer
      and number > (select coalesce(max(block), 0) from ledger.seal_publication where channel = 'file')
    on conflict do nothing
  `);
}
