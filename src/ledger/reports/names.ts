import { sql } from 'drizzle-orm';
import type { Tx } from '../../db.ts';
import type { Refusal } from '../../values/index.ts';

export interface Names {
  readonly account?: string | undefined;
  readonly control?: string | undefined;
  readonly sealedAt?: number | undefined;
}

export type NameRefusal = 'unknown-account' | 'unknown-control' | 'unknown-block';

/**
 * What of these names is not in the books, all at once, for whoever takes them from a person. The reports themselves throw for an account or a block
 * that is not there.
 */
export async function unknownNames(
  tx: Tx,
  { account, control, sealedAt }: Names,
): Promise<Refusal<NameRefusal>[]> {
  // Served by account_code_once, control_account_pkey and seal_block_pkey.
  const [found] = await tx.execute<{
    account: boolean;
    control: boolean;
    block: boolean;
    newest: number | null;
  }>(sql`
    select
      exists (select from ledger.account where code = ${account ?? ''}) as account,
      exists (select from ledger.control_account where code = ${control ?? ''}) as control,
      exists (select from ledger.seal_block where number = ${sealedAt ?? 0}) as block,
      (select max(number) from ledger.seal_block) as newest
  `);
  const { newest, ...has } = found!;
  const refusals: Refusal<NameRefusal>[] = [];
  const add = (code: NameRefusal, sentence: string) => refusals.push({ code, sentence, grounds: [] });
  if (account !== undefined && !has.account) {
    add('unknown-account', `Er is geen rekening "${account}". Let op hoofdletters en streepjes.`);
  }
  if (control !== undefined && !has.control) {
    add('unknown-control', `Er is geen grootboekrekening "${control}"; de proefbalans noemt ze alle.`);
  }
  if (sealedAt !== undefined && !has.block) {
    const newestWords = newest === null ? 'er is nog niets verzegeld' : `het nieuwste is ${newest}`;
    add('unknown-block', `Er is geen zegelblok ${sealedAt}; ${newestWords}.`);
  }
  return refusals;
}
