/**
 * What a deurwaarder may be asked to do, as a closed list. Lijfsdwang and gijzeling are not on it: a dwangsom is a debt of money, for which Rv 585 does not give
 * them, so no order can ask for them. Beslag on home and goods stands apart, because only a named person may decide on it.
 */
export const ORDINARY_MEASURES = ['bevel', 'loonbeslag', 'uitkeringsbeslag', 'bankbeslag'] as const;
export const DECIDED_MEASURES = ['beslag-roerende-zaken', 'beslag-onroerende-zaken'] as const;
export const BESLAG_MEASURES = ['loonbeslag', 'uitkeringsbeslag', 'bankbeslag', ...DECIDED_MEASURES] as const;

export type Measure = (typeof ORDINARY_MEASURES)[number] | (typeof DECIDED_MEASURES)[number];
export type BeslagMeasure = (typeof BESLAG_MEASURES)[number];

/** Under whom a derdenbeslag lies. Its kind alone: who the employer or the bank is, stays with the deurwaarder. */
type ThirdParty = 'werkgever' | 'uitkering' | 'bank';

/** Null where the beslag is laid on what the debtor holds himself. */
export function thirdPartyOf(measure: BeslagMeasure): ThirdParty | null {
  switch (measure) {
    case 'loonbeslag':
      return 'werkgever';
    case 'uitkeringsbeslag':
      return 'uitkering';
    case 'bankbeslag':
      return 'bank';
    case 'beslag-roerende-zaken':
    case 'beslag-onroerende-zaken':
      return null;
  }
}

/** Rv 475c lid 1: only beslag on periodic income knows a beslagvrije voet. A bank balance has an amount of its own (Rv 475a). */
export function hasBeslagvrijeVoet(measure: BeslagMeasure): boolean {
  const under = thirdPartyOf(measure);
  return under === 'werkgever' || under === 'uitkering';
}
