import type { LetterName } from './process/letter-kinds.ts';

/** A letter on its way: what was made of it, and to whom it goes. */
export interface OutgoingLetter {
  /** The promise's own id: given twice with one key, a letter should go out once. */
  readonly key: string;
  readonly dossiernummer: string;
  readonly letter: LetterName;
  readonly to: {
    readonly role: 'schuldeiser' | 'schuldenaar';
    readonly name: string;
    readonly address: string | null;
    readonly email: string | null;
    readonly language: 'nl' | 'en';
  };
  readonly subject: string;
  /** The same words as the PDF. */
  readonly text: string;
  readonly pdf: Uint8Array;
  readonly sha256: string;
}

/** Whoever carries letters to people. Answers a proof of sending, by which the sending can be found back. */
export interface Post {
  send(letter: OutgoingLetter): Promise<{ readonly proof: string }>;
}

/**
 * Every letter by each way that there is: the first always, the others where the person can be reached by them. It was sent once all of them took it; after a
 * fault all are asked again under the same key, and those that had it do nothing.
 */
export function everyPost(posts: readonly Post[]): Post {
  return {
    send: async (letter) => {
      const proofs: string[] = [];
      for (const post of posts) proofs.push((await post.send(letter)).proof);
      return { proof: proofs.filter((proof) => proof !== '').join('; ').slice(0, 200) };
    },
  };
}
