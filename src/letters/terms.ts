import type { Labelled } from './blocks.ts';
import type { Language } from './speech.ts';

/**
 * Words of the law that a parent cannot be expected to know. Whichever of them a letter to a parent uses are explained once, at its end; the
 * letter itself cannot forget it. In English the Dutch word stays, because only that word has the meaning of Dutch law.
 */
const TERMS: readonly {
  readonly finds: RegExp;
  readonly word: string;
  readonly nl: string;
  readonly en: string;
}[] = [
  {
    finds: /\bdwangsom(?:men)?\b/i,
    word: 'dwangsom',
    nl: 'een bedrag dat iemand moet betalen die niet doet wat de rechter heeft bevolen.',
    en: 'an amount that somebody must pay for not doing what the court ordered.',
  },
  {
    finds: /\bbeteken(?:d|en|ing)\b/i,
    word: 'betekenen',
    nl: 'een deurwaarder geeft de uitspraak officieel af. Pas daarna kan een dwangsom ontstaan.',
    en: 'a deurwaarder officially hands over the decision. Only after that can a dwangsom arise.',
  },
  {
    finds: /\bdeurwaarder\b/i,
    word: 'deurwaarder',
    nl: 'iemand die door de wet is aangewezen om uitspraken van de rechter uit te voeren.',
    en: 'an officer whom the law appoints to carry out decisions of the court.',
  },
  {
    finds: /\bexploot\b/i,
    word: 'exploot',
    nl: 'het officiële verslag van wat de deurwaarder heeft gedaan.',
    en: 'the official report of what the deurwaarder did.',
  },
  {
    finds: /\bniet-nakoming(?:en)?\b/i,
    word: 'niet-nakoming',
    nl: 'een moment waarop iemand niet deed wat de rechter heeft bevolen.',
    en: 'a moment at which somebody did not do what the court ordered.',
  },
  {
    finds: /\bverja(?:ring|ard)\b/i,
    word: 'verjaring',
    nl: 'een recht op betaling vervalt als er te veel tijd voorbijgaat. Bij een dwangsom is dat zes maanden.',
    en: 'a right to payment ends when too much time passes. For a dwangsom that is six months.',
  },
  {
    finds: /\bstui(?:t|ten|ting|tingsbrief|tingsbrieven)\b/i,
    word: 'stuiten',
    nl: 'zorgen dat de termijn van de verjaring opnieuw begint.',
    en: 'making the term of the verjaring begin anew.',
  },
  {
    finds: /\bvolmacht\b/i,
    word: 'volmacht',
    nl: 'toestemming op papier om voor iemand anders te handelen.',
    en: 'written permission to act for somebody else.',
  },
  {
    finds: /\bwettelijke rente\b/i,
    word: 'wettelijke rente',
    nl: 'rente die volgens de wet verschuldigd is als iemand te laat betaalt.',
    en: 'interest that the law adds when somebody pays late.',
  },
  {
    finds: /\bbeslag\b/i,
    word: 'beslag',
    nl: 'de deurwaarder houdt geld of spullen vast om een schuld te betalen.',
    en: 'the deurwaarder holds money or goods to pay a debt.',
  },
  {
    finds: /\bbeslagvrije voet\b/i,
    word: 'beslagvrije voet',
    nl: 'het deel van een inkomen dat de deurwaarder niet mag pakken.',
    en: 'the part of an income that the deurwaarder may not take.',
  },
  {
    finds: /\bkort geding\b/i,
    word: 'kort geding',
    nl: 'een snelle procedure bij de rechter voor zaken met haast.',
    en: 'a quick procedure in court for urgent matters.',
  },
  {
    finds: /\bdepot\b/i,
    word: 'depot',
    nl: 'geld dat wij apart houden tot duidelijk is van wie het is.',
    en: 'money that we keep apart until it is clear whose it is.',
  },
  {
    finds: /\bfaillissement\b/i,
    word: 'faillissement',
    nl: 'de rechter heeft vastgesteld dat iemand zijn schulden niet meer betaalt.',
    en: 'the court has found that somebody no longer pays his debts.',
  },
  {
    finds: /\bvernietigd\b/i,
    word: 'vernietigd',
    nl: 'een hogere rechter heeft de uitspraak ongedaan gemaakt.',
    en: 'a higher court has undone the decision.',
  },
  {
    finds: /\bhoofdsom\b/i,
    word: 'hoofdsom',
    nl: 'het bedrag van de dwangsommen zelf, zonder rente en kosten.',
    en: 'the amount of the dwangsommen themselves, without interest and costs.',
  },
];

/** The words that `text` uses and that need explaining, those in the explanations too, each with its sentence, in the order above. */
export function termsIn(text: string, language: Language): readonly Labelled[] {
  const found = TERMS.filter(({ finds }) => finds.test(text));
  const explained = `${text} ${found.map((term) => term[language]).join(' ')}`;
  return TERMS.filter(({ finds }) => finds.test(explained)).map((term) => ({
    label: term.word,
    text: term[language],
  }));
}
