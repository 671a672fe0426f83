import type { Ground } from './ground.ts';

/** An expected "no": the request was understood and may not be done. A value, never thrown (docs/architecture.md). */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  /** Who, which day, what was expected, what was found and what to do, in one or two Dutch sentences. */
  readonly sentence: string;
  readonly grounds: readonly Ground[];
}

export type Outcome<Value, Code extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusals: readonly Refusal<Code>[] };

export function accepted<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function refused<Code extends string>(
  ...refusals: Refusal<Code>[]
): { readonly ok: false; readonly refusals: readonly Refusal<Code>[] } {
  return { ok: false, refusals };
}

/** What a person must judge: about which fact, clause or dwangsom, on which article. An ordinary outcome, not an error. */
export interface Question {
  readonly about: string;
  readonly article: string;
  readonly ask: string;
}

/** For the end of an exhaustive switch: the compiler proves that it is never reached. */
export function assertNever(value: never): never {
  throw new Error(`not foreseen: ${JSON.stringify(value)}`);
}
