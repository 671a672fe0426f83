export interface Proof {
  readonly format: 'dwangsom-ledger-proof/1';
  readonly entry: {
    readonly id: string;
    readonly key: string;
    readonly scope: string;
    readonly subject: string;
    readonly kind: string;
    readonly cause: string;
    readonly description: string;
    readonly valueDate: string;
    readonly bookedOn: string;
    readonly recordedAtMicroseconds: string;
    readonly reversedKey: string | null;
    readonly contentHash: string;
    readonly lines: readonly { readonly account: string; readonly side: string; readonly amount: string }[];
  };
  /** From 0, among the entries of the block. */
  readonly index: number;
  readonly path: readonly string[];
  readonly block: {
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
  };
}

export declare function checkProof(proof: unknown, publicKeyPem?: string): string[];
