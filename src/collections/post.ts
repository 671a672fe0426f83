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
 * By which ways a letter goes: to the debtor always on paper, because that is what a judge takes for a stuiting, and by e-mail as well where an address is known; to
 * the creditor by e-mail where one is known, and else on paper. For the debtor paper decides: an e-mail that fails is told in the proof, and holds nothing up. In the
 * portal it lies by itself, because it is kept as a document.
 */
export function postByWays({ paper, mail }: { readonly paper: Post; readonly mail: Post | null }): Post {
  return {
    send: async (letter) => {
      const byMail = letter.to.email === null ? null : mail;
      const ways = letter.to.role === 'schuldenaar' || byMail === null ? [paper, byMail] : [byMail];
      const proofs: string[] = [];
      for (const way of ways) {
        if (way === null) continue;
        const isExtra = way === mail && ways.length > 1;
        proofs.push(isExtra ? await proofOrFault(way, letter) : (await way.send(letter)).proof);
      }
      return { proof: proofs.join('; ').slice(0, 200) };
    },
  };
}

async function proofOrFault(way: Post, letter: OutgoingLetter): Promise<string> {
  try {
    return (await way.send(letter)).proof;
  } catch (cause) {
    return `e-mail mislukt: ${String(cause)}`;
  }
}
