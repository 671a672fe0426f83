import { inArray } from 'drizzle-orm';
import type { Tx } from '../db.ts';
import { accepted, type Outcome, type Refusal, refused } from '../values/index.ts';
import type { Side } from './draft.ts';
import { account, controlAccount, type RULES } from './schema.ts';

/** A group of accounts as the annual accounts know it. It is never posted to; its balance is the sum of its accounts. */
export interface ControlSpec {
  readonly code: string;
  readonly name: string;
  /** Its code in the Referentie GrootboekSchema. */
  readonly rgsCode: string;
  /** The side on which its balance normally stands. For reading only: no sum changes its sign for it. */
  readonly normalSide: Side;
}

/** What is posted to. */
export interface AccountSpec {
  readonly code: string;
  /** The code of the control account to which it rolls up. */
  readonly control: string;
  /**
   * What its balance may never do, whoever posts: `never-credit` keeps it at nothing or more debit, `never-debit` at nothing or more credit.
   * Fixed when it is opened. Without one it may stand anywhere.
   */
  readonly rule?: Rule;
}

export type Rule = (typeof RULES)[number];

/**
 * Makes sure that these control accounts exist; may be repeated at every start. A code that exists with another name, RGS
 * code or side is refused, and then none is added, save where another transaction defines the same codes at that very moment.
 */
export async function defineControls(
  tx: Tx,
  specs: readonly ControlSpec[],
): Promise<Outcome<null, 'control-differs'>> {
  // Served by control_account_pkey.
  const existing = await tx
    .select()
    .from(controlAccount)
    .where(inArray(controlAccount.code, codesOf(specs)));
  const { missing, differing } = compare(specs, existing, isSameControl);
  if (differing.length > 0) return refused(...differing.map(controlDiffers));
  if (missing.length === 0) return accepted(null);
  const added = await tx
    .insert(controlAccount)
    .values(missing)
    .onConflictDoNothing()
    .returning({ code: controlAccount.code });
  // Fewer than were missing: another transaction was first. Its rows are visible now, and are compared as any others.
  return added.length === missing.length ? accepted(null) : defineControls(tx, specs);
}

/**
 * Makes sure that these accounts exist; may be repeated, and raced by others. Refused where a control account is unknown or an
 * account exists under another control or with another rule, and then none is opened, save where another transaction opens the same accounts at
 * that very moment. The usual call finds them all open and costs one read.
 */
export async function openAccounts(
  tx: Tx,
  specs: readonly AccountSpec[],
): Promise<Outcome<null, 'account-differs' | 'unknown-control'>> {
  // Served by account_code_once.
  const existing = await tx
    .select({ code: account.code, control: account.control, rule: account.rule })
    .from(account)
    .where(inArray(account.code, codesOf(specs)));
  const { missing, differing } = compare(specs, existing, isSameAccount);
  const unknown = await withUnknownControl(tx, missing);
  if (differing.length + unknown.length > 0) {
    return refused(...differing.map(accountDiffers), ...unknown.map(unknownControl));
  }
  if (missing.length === 0) return accepted(null);
  const opened = await tx
    .insert(account)
    .values(missing)
    .onConflictDoNothing()
    .returning({ code: account.code });
  return opened.length === missing.length ? accepted(null) : openAccounts(tx, specs);
}

/**
 * `missing` is in the order of the codes, so that two transactions that add the same rows wait for each other in one direction
 * and never in a circle. A code that `specs` gives twice is compared with itself.
 */
function compare<Spec extends { readonly code: string }>(
  specs: readonly Spec[],
  existing: readonly Spec[],
  isSame: (one: Spec, other: Spec) => boolean,
): { missing: Spec[]; differing: { asked: Spec; found: Spec }[] } {
  const known = new Map(existing.map((spec) => [spec.code, spec]));
  const missing: Spec[] = [];
  const differing: { asked: Spec; found: Spec }[] = [];
  for (const asked of specs) {
    const found = known.get(asked.code);
    if (found === undefined) {
      known.set(asked.code, asked);
      missing.push(asked);
    } else if (!isSame(asked, found)) {
      differing.push({ asked, found });
    }
  }
  missing.sort((one, other) => (one.code < other.code ? -1 : 1));
  return { missing, differing };
}

async function withUnknownControl(tx: Tx, specs: readonly AccountSpec[]): Promise<AccountSpec[]> {
  if (specs.length === 0) return [];
  const controls = [...new Set(specs.map(({ control }) => control))];
  const known = await tx
    .select({ code: controlAccount.code })
    .from(controlAccount)
    .where(inArray(controlAccount.code, controls));
  return specs.filter(({ control }) => !known.some(({ code }) => code === control));
}

function codesOf(specs: readonly { readonly code: string }[]): string[] {
  return specs.map(({ code }) => code);
}

function isSameControl(one: ControlSpec, other: ControlSpec): boolean {
  return one.name === other.name && one.rgsCode === other.rgsCode && one.normalSide === other.normalSide;
}

function isSameAccount(one: AccountSpec, other: AccountSpec): boolean {
  return one.control === other.control && (one.rule ?? 'none') === (other.rule ?? 'none');
}

function controlDiffers({
  asked,
  found,
}: {
  asked: ControlSpec;
  found: ControlSpec;
}): Refusal<'control-differs'> {
  const write = ({ name, rgsCode, normalSide }: ControlSpec) => `"${name}" (RGS ${rgsCode}, ${normalSide})`;
  const sentence = `Grootboekrekening "${asked.code}" bestaat al als ${write(found)} en kan niet ${write(asked)} worden; gebruik een nieuwe code.`;
  return { code: 'control-differs', sentence, grounds: [] };
}

function accountDiffers({
  asked,
  found,
}: {
  asked: AccountSpec;
  found: AccountSpec;
}): Refusal<'account-differs'> {
  const write = ({ control, rule }: AccountSpec) => `"${control}", regel "${rule ?? 'none'}"`;
  const sentence = `Rekening "${asked.code}" hoort al bij grootboekrekening ${write(found)} en kan niet naar ${write(asked)}; gebruik een nieuwe code.`;
  return { code: 'account-differs', sentence, grounds: [] };
}

function unknownControl(asked: AccountSpec): Refusal<'unknown-control'> {
  const sentence = `Rekening "${asked.code}" is niet geopend: er is geen grootboekrekening "${asked.control}".`;
  return { code: 'unknown-control', sentence, grounds: [] };
}
