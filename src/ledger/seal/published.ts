import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Faults } from './faults.ts';
import type { Block } from './statement.ts';

/** A line of the published file: the block as its statement writes it, in texts that every language reads alike. */
export interface PublishedBlock {
  readonly number: number;
  readonly firstPosition: string;
  readonly entries: number;
  readonly lastId: string;
  readonly root: string;
  readonly previousHash: string;
  readonly hash: string;
  readonly sealedAt: string;
  readonly publicKey: string;
  readonly signature: string;
}

export function publishedForm(block: Block): PublishedBlock {
  return {
    number: block.number,
    firstPosition: `${block.firstPosition}`,
    entries: block.entries,
    lastId: `${block.lastId}`,
    root: block.root.toString('hex'),
    previousHash: block.previousHash.toString('hex'),
    hash: block.hash.toString('hex'),
    sealedAt: block.sealedAt.toISOString(),
    publicKey: block.publicKey.toString('hex'),
    signature: block.signature.toString('hex'),
  };
}

/** The lines of a published file, one at a time. Throws where a line is not what `publishToFile` writes; the file is not ours alone. */
export async function* readPublished(file: string): AsyncGenerator<PublishedBlock> {
  let at = 0;
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    at += 1;
    if (line.trim() !== '') yield publishedLine(line, `line ${at} of ${file}`);
  }
}

export function publishedLine(line: string, where: string): PublishedBlock {
  try {
    const read = JSON.parse(line) as PublishedBlock;
    if (Number.isSafeInteger(read.number) && typeof read.hash === 'string' && typeof read.root === 'string')
      return read;
  } catch {
    // Said below, with the place.
  }
  throw new Error(`${where} is no published block: a line of JSON with number, hash and root was expected.`);
}

/** Walks along the published blocks while the chain is read, so that neither needs to fit in memory. */
export function isAsPublished(
  published: AsyncIterable<PublishedBlock> | undefined,
  verifiedBefore: number,
  faults: Faults,
): { compare(block: Block): Promise<void>; end(last: number): Promise<void> } {
  const lines = published?.[Symbol.asyncIterator]();
  let line: PublishedBlock | null = null;
  let highest = verifiedBefore;
  const next = async () => {
    const read = await lines?.next();
    line = read === undefined || read.done ? null : read.value;
  };
  let begun: Promise<void> | undefined;
  const begin = () => {
    begun ??= next();
    return begun;
  };
  const compare = async (block: Block) => {
    await begin();
    while (line !== null && line.number < block.number) {
      if (line.number > highest) {
        faults.ofBlock(
          'published',
          line.number,
          `Block ${line.number} was published with hash ${line.hash} and is not in the chain.`,
        );
      }
      await next();
    }
    while (line !== null && line.number === block.number) {
      const isSame = line.hash === block.hash.toString('hex') && line.root === block.root.toString('hex');
      if (!isSame) {
        faults.ofBlock(
          'published',
          block.number,
          `Block ${block.number} was published with hash ${line.hash} and root ${line.root}; in the database it has others.`,
        );
      }
      await next();
    }
    highest = block.number;
  };
  const end = async (last: number) => {
    await begin();
    for (; line !== null; await next()) {
      if ((line as PublishedBlock).number <= last) continue;
      const { number, hash } = line as PublishedBlock;
      faults.ofBlock(
        'published',
        number,
        `Block ${number} was published with hash ${hash} and is not in the chain, which ends at ${last}.`,
      );
    }
  };
  return { compare, end };
}
