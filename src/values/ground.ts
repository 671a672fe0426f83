/**
 * Why an amount, a day or a step is as it is: the article, and the facts that led to it by their ids.
 * Every legal answer carries its grounds as data, so that a letter, a page, the ledger and a test show the same reasoning.
 */
export interface Ground {
  /** As lawyers cite it: `Rv 611a lid 3`, `BW 6:119 lid 2`, `ECLI:NL:HR:2012:BW1260`, or `contract regel 3` for a policy of ours. */
  readonly article: string;
  /** Ids of facts. A clause or a maximum is named in the note. */
  readonly facts: readonly string[];
  /** One Dutch sentence that a parent can read. */
  readonly note: string;
}
