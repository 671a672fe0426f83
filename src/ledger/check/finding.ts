/** Something in the books that cannot be so. It names the entry, or where it is no entry's, the account, day or guard. */
export interface Finding {
  /** One word for what does not hold, such as `entry-unbalanced`. */
  readonly what: string;
  readonly entry: bigint | null;
  /** The key of the entry, the code of the account, the name of the guard. */
  readonly about: string;
  /** What was expected, what was found. */
  readonly sentence: string;
}

export interface Progress {
  readonly part: string;
  readonly done: number;
  readonly of: number;
}

/** Where findings go. */
export type Report = (finding: Finding) => void;
