import type { Post } from '../../src/collections/index.ts';
import type { Draw } from './draw.ts';
import type { Tally } from './tally.ts';

/** The print house: it takes a letter, it fails, or it takes the letter and the program never hears that it did. */
export interface PrintHouse {
  /** How it behaves towards the next letter is drawn before that is offered, so that a case plays alike whatever else goes on. */
  behaving(draw: Draw): Post;
  /** By promise, what was printed of it. */
  readonly printed: ReadonlyMap<string, string>;
}

export function openPrintHouse(hasFaults: boolean, tally: Tally): PrintHouse {
  const printed = new Map<string, string>();
  const print = (key: string, text: string): { proof: string } => {
    const before = printed.get(key);
    if (before !== undefined && before !== text)
      throw new Error(
        `Promise ${key} was given to the print house twice, with another text the second time.`,
      );
    if (before === undefined) tally.count('post: letters printed');
    else tally.count('post: given again and not printed again');
    printed.set(key, text);
    return { proof: `bewijs-${printed.size}` };
  };
  return {
    printed,
    behaving: (draw) => {
      const drawn = hasFaults ? draw.between(1, 100) : 100;
      return {
        send: async ({ key, text, sha256 }) => {
          if (drawn <= 4) {
            throw new PostFailed('the print house does not answer');
          }
          const proof = print(key, `${sha256} ${text}`);
          if (drawn > 7) return proof;
          throw new PostFailed('the line went down after the letter was taken');
        },
      };
    },
  };
}

export class PostFailed extends Error {}
