import type { Addition, CaseView, PartiesInput } from '../src/collections/index.ts';
import { type Day, formatCents, parseCents, sumCents } from '../src/values/index.ts';
import { APPROVER, CHECKER, FINANCE, OFFICER } from './people.ts';

/** The day that lies so many days before the day on which the demonstration is opened. */
export type Ago = (days: number) => Day;

/** One thing that somebody recorded on a day; what may depend on how the case stands is worked out on that day. */
export interface Happening {
  readonly today: Day;
  readonly by: string;
  readonly addition: Addition | ((view: CaseView) => Addition);
}

/** An invented case, told as what people recorded. What the program did in between is not told: it does that itself. */
export interface ToldCase {
  /** What it shows, in a few Dutch words. */
  readonly shows: string;
  readonly parties: PartiesInput;
  /** False where of no letter it is known whether it arrived. Else each does on the second day, and the proof comes in on the third. */
  readonly proofOfDelivery?: false;
  readonly registeredOn: Day;
  readonly uitspraak: ToldUitspraak;
  /** In the order of their days. */
  readonly happenings: readonly Happening[];
}

export interface ToldUitspraak {
  /** The kind of court, with its article: `de rechtbank`. */
  readonly court: string;
  /** The real decision from which the terms come. All that happens in the case is invented. */
  readonly ecli: string;
  /** Which terms come from it, and which are invented. Both as Dutch words that stand behind a colon. */
  readonly taken: string;
  readonly invented: string;
  readonly dictum: string;
  /** As `registerUitspraak` takes them. */
  readonly terms: { readonly pronouncedOn: Day; readonly [key: string]: unknown };
}

interface Ready {
  readonly validated: Day;
  readonly volmacht: Day;
  readonly betekend: Day;
  /** Where the exploot came in later than it was served. */
  readonly recorded?: Day;
}

/** A second person compared the registration with the text; the creditor signed; the deurwaarder served. */
export function makeReady({ validated, volmacht, betekend, recorded = betekend }: Ready): Happening[] {
  return [
    gevalideerd(validated),
    by(OFFICER, volmacht, { kind: 'volmacht-verleend', on: volmacht, data: { until: null } }),
    by(OFFICER, recorded, {
      kind: 'uitspraak-betekend',
      on: betekend,
      data: { exploot: `verzonnen exploot van ${betekend}` },
    }),
  ];
}

export function gevalideerd(today: Day): Happening {
  return by(CHECKER, today, { kind: 'uitspraak-gevalideerd', on: today, data: {} });
}

interface Missed {
  readonly on: Day;
  readonly clause?: string;
  readonly aantal?: number;
  readonly through?: Day;
  readonly alsnogNagekomenOn?: Day;
  readonly what: string;
}

/** The creditor reports; the only clause is `c1` where no other is named. */
export function gemeld(today: Day, who: string, { on, clause = 'c1', ...rest }: Missed): Happening {
  return by(who, today, { kind: 'niet-nakoming-gemeld', on, data: { clause, ...rest } });
}

export function betwist(today: Day, who: string, nietNakoming: string, defence: string): Happening {
  return by(who, today, { kind: 'niet-nakoming-betwist', on: today, data: { nietNakoming, defence } });
}

export function vastgesteld(today: Day, nietNakoming: string, reasons: string): Happening {
  return by(OFFICER, today, {
    kind: 'niet-nakoming-vastgesteld',
    on: today,
    data: { nietNakoming, reasons },
  });
}

export function afgewezen(today: Day, nietNakoming: string, reasons: string): Happening {
  return by(OFFICER, today, { kind: 'niet-nakoming-afgewezen', on: today, data: { nietNakoming, reasons } });
}

export function bezorgd(today: Day, letter: string, on: Day): Happening {
  return by(OFFICER, today, {
    kind: 'brief-bezorgd',
    on,
    data: { letter, proof: 'verzonnen handtekening bij bezorging' },
  });
}

/** Any fact of the law room, with where it was read. */
export function feit(today: Day, on: Day, source: string, fact: Record<string, unknown>): Happening {
  return by(OFFICER, today, { kind: 'feit-vastgelegd', on, data: { source, fact } });
}

/** The fact of that kind is taken back; what is right is recorded anew. */
export function ingetrokken(today: Day, kind: string, reason: string): Happening {
  return by(OFFICER, today, (view) => ({
    kind: 'feit-ingetrokken',
    on: today,
    data: { fact: view.file.facts.find(({ fact }) => fact.kind === kind)?.fact.id, reason },
  }));
}

export function kosten(on: Day, amount: string, what: string): Happening {
  return feit(on, on, 'Verzonnen nota van de deurwaarder', { kind: 'kosten', on, amount, what });
}

export function betaald(on: Day, amount: string, bankReference: string): Happening {
  return by(FINANCE, on, { kind: 'betaling-ontvangen', on, data: { amount, bankReference } });
}

/** Exactly what stands open on the day, to the cent. */
export function allesBetaald(on: Day, bankReference: string): Happening {
  return by(FINANCE, on, (view) => {
    const open = Object.values(view.assessment!.totals.open).map(parseCents);
    return {
      kind: 'betaling-ontvangen',
      on,
      data: { amount: formatCents(sumCents(open)), bankReference },
    };
  });
}

/** Approved by a person on one day, confirmed by the bank on another: whichever payout the program has ready. */
export function uitbetaald(approved: Day, performed: Day, bankReference: string): Happening[] {
  return [
    by(APPROVER, approved, ({ file: { payouts } }) => ({
      kind: 'uitbetaling-goedgekeurd',
      on: approved,
      data: { payout: payouts.find((one) => one.approvedOn === null && one.withdrawnOn === null)?.id },
    })),
    by(FINANCE, performed, ({ file: { payouts } }) => ({
      kind: 'uitbetaling-verricht',
      on: performed,
      data: {
        payout: payouts.find((one) => one.approvedOn !== null && one.performedOn === null)?.id,
        bankReference,
      },
    })),
  ];
}

export function by(who: string, today: Day, addition: Happening['addition']): Happening {
  return { today, by: who, addition };
}
