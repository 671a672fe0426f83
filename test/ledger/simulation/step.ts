import type { Office } from './office.ts';

/**
 * What one session does in a round. Planning it draws from the seed, claims its keys and asks the model what must come of it; `run` does it
 * in the database while other sessions do theirs. The keys of one round differ, so that the model can tell what comes of it whoever is first; where two sessions
 * are meant to collide, both belong to one step.
 */
export interface Step {
  /** For whoever reads the last steps before a failure. */
  readonly what: string;
  run(): Promise<void>;
  /** After all of the round have run, in the order of the sessions: what only the database could tell. */
  settle?(): void;
}

/** Null where the books do not yet hold what the step needs. */
export type Plan = (office: Office, session: number) => Step | null;
