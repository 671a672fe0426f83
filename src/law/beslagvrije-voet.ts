import { type Cents, type Day, formatDay, formatEuro, type Ground, type Refusal } from '../values/index.ts';

/**
 * The beslagvrije voet (Rv 475b-475fa, https://wetten.overheid.nl/BWBR0001827): what beslag on periodic income leaves the debtor. It is found by the official module,
 * from registers that this program does not see, and is never computed here. What is done here is to record what the module said and to hold what is withheld against
 * it; whatever is missing, nothing is withheld.
 */
export interface BeslagvrijeVoet {
  /** The day from which it counts. */
  readonly on: Day;
  readonly validUntil: Day;
  /** The most that the beslagvrije voet of anybody in this household can be, as the module gave it. */
  readonly maximum: Cents;
  /** Per month. Null where the module gave none for want of data. */
  readonly result: Cents | null;
  /** The net income per month under the beslag; null where it is not known. */
  readonly net: Cents | null;
  /** Of the data that the module was given, so that it can be seen later what the outcome rests on. */
  readonly inputsSha256: string;
}

export type BeslagvrijeVoetCode =
  | 'uitkomst-onmogelijk'
  | 'beslagvrije-voet-ontbreekt'
  | 'beslagvrije-voet-verlopen'
  | 'te-veel-ingehouden';

/** Why an outcome cannot be what the module gave; empty where it can. Such an outcome counts as none. */
export function checkBeslagvrijeVoet(outcome: BeslagvrijeVoet): readonly Refusal<BeslagvrijeVoetCode>[] {
  const refusals: Refusal<BeslagvrijeVoetCode>[] = [];
  const refuse = (sentence: string, ground: Ground) =>
    refusals.push({ code: 'uitkomst-onmogelijk', sentence, grounds: [ground] });
  const { on, validUntil, maximum, result, net, inputsSha256 } = outcome;
  if (result !== null && result > maximum) {
    refuse(
      `De beslagvrije voet van ${formatEuro(result)} is hoger dan het maximum van ${formatEuro(maximum)}. Vraag de deurwaarder naar de juiste uitkomst.`,
      ground('Rv 475da', 'De beslagvrije voet is nooit hoger dan het maximum voor het huishouden.'),
    );
  }
  // The law knows a beslagvrije voet of nothing for few, such as who lives abroad (Rv 475e), and a court or a person must have said so.
  if (result !== null && result <= 0n) {
    refuse(
      'Een beslagvrije voet van nul is geen uitkomst die vanzelf geldt. Laat een persoon hem beoordelen.',
      ground('Rv 475e', 'Alleen in bijzondere gevallen blijft er niets beslagvrij.'),
    );
  }
  if (net !== null && net < 0n) {
    refuse(
      `Een netto-inkomen van ${formatEuro(net)} bestaat niet. Vraag de deurwaarder naar het juiste bedrag.`,
      ground('Rv 475b', 'Beslag is alleen geldig voor wat boven de beslagvrije voet uitkomt.'),
    );
  }
  if (validUntil < on) {
    refuse(
      `De uitkomst zou gelden tot en met ${formatDay(validUntil)}, en dat is vóór de dag waarop zij ingaat, ${formatDay(on)}.`,
      ground('Rv 475d', 'De beslagvrije voet wordt telkens voor een bepaalde tijd vastgesteld.'),
    );
  }
  if (!/^[0-9a-f]{64}$/.test(inputsSha256)) {
    refuse(
      'Van de gegevens waarop de uitkomst berust is geen geldige hash vastgelegd.',
      ground('Rv 475i lid 2', 'De mededeling vermeldt op welke gegevens de beslagvrije voet berust.'),
    );
  }
  return refusals;
}

/**
 * What may be withheld per month on `on`, in cents: never more than net − result, and nothing where no outcome holds on that day or where one is incomplete or
 * impossible (Rv 475b: beslag is valid only for what lies above the beslagvrije voet).
 */
export function mayBeWithheld(outcome: BeslagvrijeVoet | null, on: Day): Cents {
  if (outcome === null || on < outcome.on || on > outcome.validUntil) return 0n;
  if (outcome.result === null || outcome.net === null || checkBeslagvrijeVoet(outcome).length > 0) return 0n;
  return outcome.net > outcome.result ? outcome.net - outcome.result : 0n;
}

/** Why `withheld`, for the month of `on`, is more than was allowed; empty where it is not. What was withheld too much goes back to the debtor. */
export function checkInhouding(
  outcome: BeslagvrijeVoet | null,
  withheld: Cents,
  on: Day,
): readonly Refusal<BeslagvrijeVoetCode>[] {
  const allowed = mayBeWithheld(outcome, on);
  if (withheld <= allowed) return [];
  const impossible = outcome === null ? [] : checkBeslagvrijeVoet(outcome);
  if (impossible.length > 0) return impossible;
  const above = `Er is ${formatEuro(withheld)} ingehouden op ${formatDay(on)}`;
  if (outcome === null || on < outcome.on || outcome.result === null || outcome.net === null) {
    return [
      {
        code: 'beslagvrije-voet-ontbreekt',
        sentence: `${above}, maar van die dag is geen volledige beslagvrije voet vastgelegd. Dan mag er niets worden ingehouden.`,
        grounds: [ground('Rv 475i lid 2', 'De beslagvrije voet wordt vooraf schriftelijk meegedeeld.')],
      },
    ];
  }
  if (on > outcome.validUntil) {
    return [
      {
        code: 'beslagvrije-voet-verlopen',
        sentence: `${above}, maar de beslagvrije voet gold tot en met ${formatDay(outcome.validUntil)}. Zonder nieuwe vaststelling mag er niets worden ingehouden.`,
        grounds: [ground('Rv 475d', 'De beslagvrije voet wordt telkens opnieuw vastgesteld.')],
      },
    ];
  }
  return [
    {
      code: 'te-veel-ingehouden',
      sentence: `${above}. Hoogstens ${formatEuro(allowed)} is toegestaan: ${formatEuro(outcome.net)} netto min de beslagvrije voet van ${formatEuro(outcome.result)}. Het meerdere gaat terug naar de schuldenaar.`,
      grounds: [ground('Rv 475b', 'Beslag is alleen geldig voor wat boven de beslagvrije voet uitkomt.')],
    },
  ];
}

function ground(article: string, note: string): Ground {
  return { article, facts: [], note };
}
