import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { type Assessment, assess, type Fault, readCase } from './law/index.ts';

/**
 * `dwangsom assess` (docs/assess.md): one document in and one answer out, or a stream of lines. It loads the law and nothing else,
 * so that it starts quickly and needs no database.
 */

/** RFC 9457, `application/problem+json`. `errors` lists every fault with its JSON pointer; the empty pointer is the whole document. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: 400;
  readonly detail: string;
  readonly errors: readonly Fault[];
}

/** Most bytes of one document, and of one line of a stream: above it nothing is kept in memory, and a problem is answered. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Answers are collected up to about this many characters before they are written, which spares a write for each line. */
const CHARACTERS_A_WRITE = 1024 * 1024;

export interface Streams {
  readonly input: Readable;
  readonly output: Writable;
  readonly errors: Writable;
}

/**
 * Answers what the command line asked and says the exit code: 0 where all was answered, 2 where the one document, or the file itself,
 * was bad, 1 where a line of a stream was. `-`, or no name with `--ndjson`, is standard input.
 */
export async function runAssess(
  path: string | undefined,
  isStream: boolean,
  { input, output, errors }: Streams,
): Promise<number> {
  try {
    if (path === undefined && !isStream)
      throw new Unreadable('name a file, - for standard input, or --ndjson');
    const source = path === undefined || path === '-' ? input : createReadStream(path);
    return isStream ? await assessLines(source, output) : await assessFile(source, output, errors);
  } catch (error) {
    if (isClosedPipe(error)) return 0;
    if (!(error instanceof Unreadable)) throw error;
    errors.write(`${JSON.stringify(unreadable(error.message), null, 2)}\n`);
    return 2;
  }
}

async function assessFile(input: Readable, output: Writable, errors: Writable): Promise<number> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of chunksOf(input)) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Unreadable(TOO_LARGE);
    parts.push(part);
  }
  const found = answerTo(Buffer.concat(parts));
  if ('problem' in found) {
    errors.write(`${JSON.stringify(found.problem, null, 2)}\n`);
    return 2;
  }
  await write(output, `${JSON.stringify(found.answer, null, 2)}\n`);
  return 0;
}

/** One line at a time, in order, and no faster than the reader takes them: memory stays the same however many there are. */
async function assessLines(input: Readable, output: Writable): Promise<number> {
  let allGood = true;
  let waiting = '';
  for await (const lines of linesOf(chunksOf(input))) {
    for (const line of lines) {
      if (line !== TOO_LONG && isBlank(line)) continue;
      const found = line === TOO_LONG ? { problem: unreadable(TOO_LARGE) } : answerTo(line);
      if ('problem' in found) allGood = false;
      waiting += `${JSON.stringify('problem' in found ? found : found.answer)}\n`;
      if (waiting.length < CHARACTERS_A_WRITE) continue;
      await write(output, waiting);
      waiting = '';
    }
    // Whoever types or pipes one case at a time sees its answer before the next.
    if (waiting !== '') await write(output, waiting);
    waiting = '';
  }
  return allGood ? 0 : 1;
}

function answerTo(bytes: Buffer): { readonly answer: Assessment } | { readonly problem: Problem } {
  if (!isUtf8(bytes)) return { problem: unreadable('not text in UTF-8') };
  let json: unknown;
  try {
    json = JSON.parse(withoutByteOrderMark(bytes.toString('utf8')));
  } catch (error) {
    return { problem: unreadable(`not JSON: ${error instanceof Error ? error.message : error}`) };
  }
  const read = readCase(json);
  if (!read.ok) return { problem: invalidCase(read.faults) };
  const outcome = assess(read.document);
  if (outcome.ok) return { answer: outcome.value };
  return {
    problem: noRate(outcome.refusals.map(({ sentence }) => ({ pointer: '/asOf', detail: sentence }))),
  };
}

function invalidCase(errors: readonly Fault[]): Problem {
  const faults = errors.length === 1 ? 'one fault' : `${errors.length} faults`;
  return {
    type: 'urn:dwangsom:problem:invalid-case',
    title: 'The case is not as docs/assess.md asks',
    status: 400,
    detail: `The document has ${faults}; each is listed in errors with its JSON pointer.`,
    errors,
  };
}

function noRate(errors: readonly Fault[]): Problem {
  return {
    type: 'urn:dwangsom:problem:geen-rentevoet',
    title: 'A day bears rente for which no rate is known',
    status: 400,
    detail: errors.map(({ detail }) => detail).join(' '),
    errors,
  };
}

function unreadable(detail: string): Problem {
  return {
    type: 'urn:dwangsom:problem:unreadable-input',
    title: 'The input cannot be read',
    status: 400,
    detail,
    errors: [{ pointer: '', detail }],
  };
}

class Unreadable extends Error {}

const TOO_LARGE = `larger than ${MOST_BYTES / 1024 / 1024} MB`;
const TOO_LONG = Symbol('a line above the limit');
const NEWLINE = 0x0a;

/** The lines of a stream, those of each chunk together. A line above the limit is let go while it comes in. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<(Buffer | typeof TOO_LONG)[]> {
  let parts: Buffer[] = [];
  let bytes = 0;
  const take = (part: Buffer) => {
    bytes += part.length;
    if (bytes > MOST_BYTES) parts = [];
    else parts.push(part);
  };
  const finish = () => {
    const line = bytes > MOST_BYTES ? TOO_LONG : Buffer.concat(parts);
    parts = [];
    bytes = 0;
    return line;
  };
  for await (const chunk of chunks) {
    const lines: (Buffer | typeof TOO_LONG)[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      take(chunk.subarray(start, end));
      lines.push(finish());
      start = end + 1;
    }
    take(chunk.subarray(start));
    yield lines;
  }
  if (bytes > 0) yield [finish()];
}

async function* chunksOf(input: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of input) yield chunk;
  } catch (error) {
    // ENOENT, EISDIR, EACCES and their like: said with the path, never with a stack.
    throw error instanceof Error && 'code' in error ? new Unreadable(error.message) : error;
  }
}

/** Written, and taken by whoever reads. Rejects where the reader has gone. */
function write(output: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(error);
    output.once('error', fail);
    output.write(text, (error) => {
      // Where writing failed the listener stays, because the stream still has to tell of the error.
      if (error) return reject(error);
      output.off('error', fail);
      resolve();
    });
  });
}

/** Whoever closes the pipe, as `head` does, has seen enough: no fault of ours. */
function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

function withoutByteOrderMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function isBlank(line: Buffer): boolean {
  for (const byte of line) if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
  return true;
}
