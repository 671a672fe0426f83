import type { Refusal } from '../values/index.ts';

export type AdmissionRefusal =
  | 'verkeerde-stand'
  | 'zelfde-persoon'
  | 'onbekend'
  | 'dag-in-de-toekomst'
  | 'past-niet-in-de-wet'
  | 'dubbel'
  | 'bedrag-te-hoog'
  | 'alleen-een-persoon'
  | 'boeken-verschillen';

/** Adds one reason why not; the article where the law is the reason. */
export type Refuse = (code: AdmissionRefusal, sentence: string, article?: string) => void;

/** Collects every reason, so that nobody hears of the second only after mending the first. */
export function collectRefusals(): {
  readonly refusals: Refusal<AdmissionRefusal>[];
  readonly refuse: Refuse;
} {
  const refusals: Refusal<AdmissionRefusal>[] = [];
  return {
    refusals,
    refuse: (code, sentence, article) => {
      refusals.push({ code, sentence, grounds: article ? [{ article, facts: [], note: sentence }] : [] });
    },
  };
}
