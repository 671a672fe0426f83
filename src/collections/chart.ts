import type { ControlSpec, Rule } from '../ledger/index.ts';

/**
 * The code of what stands on no balance sheet of ours, so that nobody who adds up the books by their codes counts it in: what a debtor owes is
 * owed to the creditor, and is neither a claim nor a debt of the bureau.
 */
export const OFF_BALANCE = 'buiten-balans';

/**
 * The chart of accounts, with the codes of the Referentie GrootboekSchema 3.7. Three purses never mix: what the creditor is entitled to
 * (Rv 611c), money held for others on the derdengelden account, and the bureau's own costs.
 *
 * A claim on the debtor and the entitlement that answers it are a pair outside the bureau's own balance. Money turns the entitlement into a debt of
 * the bureau to the creditor.
 */
export const CHART = [
  { code: 'bank-derdengelden', name: 'Bank, derdengelden', rgsCode: 'BLimBanRba', normalSide: 'debit' },
  {
    code: 'vordering-hoofdsom',
    name: 'Vorderingen op schuldenaren, dwangsommen',
    rgsCode: OFF_BALANCE,
    normalSide: 'debit',
  },
  {
    code: 'vordering-rente',
    name: 'Vorderingen op schuldenaren, wettelijke rente',
    rgsCode: OFF_BALANCE,
    normalSide: 'debit',
  },
  {
    code: 'vordering-kosten',
    name: 'Vorderingen op schuldenaren, kosten',
    rgsCode: OFF_BALANCE,
    normalSide: 'debit',
  },
  {
    code: 'aanspraak-hoofdsom',
    name: 'Aanspraken van schuldeisers, dwangsommen nog niet geïnd',
    rgsCode: OFF_BALANCE,
    normalSide: 'credit',
  },
  {
    code: 'aanspraak-rente',
    name: 'Aanspraken van schuldeisers, rente nog niet geïnd',
    rgsCode: OFF_BALANCE,
    normalSide: 'credit',
  },
  {
    code: 'aanspraak-kosten',
    name: 'Aanspraken van het bureau, kosten nog niet geïnd',
    rgsCode: OFF_BALANCE,
    normalSide: 'credit',
  },
  {
    code: 'vordering-opslag',
    name: 'Vorderingen op schuldenaren, opslag',
    rgsCode: OFF_BALANCE,
    normalSide: 'debit',
  },
  {
    code: 'aanspraak-opslag',
    name: 'Aanspraken van het bureau, opslag nog niet geïnd',
    rgsCode: OFF_BALANCE,
    normalSide: 'credit',
  },
  // Earned when it comes in: until then nobody knows whether it ever will.
  { code: 'opbrengst-opslag', name: 'Opbrengst uit opslag', rgsCode: 'WOmzNodNod', normalSide: 'credit' },
  { code: 'te-plaatsen', name: 'Ontvangsten, nog te plaatsen', rgsCode: 'BSchTusTon', normalSide: 'credit' },
  {
    code: 'verschuldigd-schuldeiser',
    name: 'Verschuldigd aan schuldeisers',
    rgsCode: 'BSchOvsRco',
    normalSide: 'credit',
  },
  {
    code: 'verschuldigd-bureau',
    name: 'Geïnde kosten, over te boeken naar het bureau',
    rgsCode: 'BSchOvsRco',
    normalSide: 'credit',
  },
  {
    code: 'terug-te-betalen',
    name: 'Terug te betalen aan schuldenaren',
    rgsCode: 'BSchOvsOvs',
    normalSide: 'credit',
  },
  {
    code: 'te-vorderen-schuldeiser',
    name: 'Terug te vorderen van schuldeisers (BW 6:203)',
    rgsCode: 'BVorOvrRco',
    normalSide: 'debit',
  },
  {
    code: 'uitbetaling-onderweg',
    name: 'Uitbetalingen onderweg',
    rgsCode: 'BSchCreTus',
    normalSide: 'credit',
  },
  {
    code: 'kosten-voorgeschoten',
    name: 'Voorgeschoten kosten van executie',
    rgsCode: 'BVorOvaOoa',
    normalSide: 'debit',
  },
  {
    code: 'te-betalen-deurwaarder',
    name: 'Te betalen aan deurwaarders',
    rgsCode: 'BSchCreKcr',
    normalSide: 'credit',
  },
] as const satisfies readonly ControlSpec[];

export type Control = (typeof CHART)[number]['code'];

/**
 * The purse of a case never stands below nothing: money of one case never pays another, and the ledger itself refuses what would. The other accounts
 * are kept right by booking what the law says, and looked at by the check of the books.
 */
export function ruleOf(account: string): Rule {
  return controlOf(account) === 'bank-derdengelden' ? 'never-credit' : 'none';
}

/** The detail account of a control for one case, and where it helps for one dwangsom, payment or payout of it. */
export function accountOf(control: Control, caseId: string, detail?: string): string {
  return detail === undefined ? `${control}/${caseId}` : `${control}/${caseId}/${detail}`;
}

export function controlOf(account: string): string {
  return account.slice(0, account.indexOf('/'));
}
