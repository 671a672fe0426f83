import { z } from 'zod';
import { assertNever } from '../values/index.ts';
import type { Content } from './blocks.ts';
import { betalingsregeling, betalingsregelingContent } from './documents/betalingsregeling.ts';
import { mededelingBetekening, mededelingBetekeningContent } from './documents/betekening.ts';
import { betwisting, betwistingContent } from './documents/betwisting.ts';
import { closing, closingContent } from './documents/closing.ts';
import { payoutAdvice, payoutAdviceContent, status, statusContent } from './documents/creditor-news.ts';
import {
  aanzegging,
  aanzeggingContent,
  herinnering,
  herinneringContent,
  laatsteAanmaning,
  laatsteAanmaningContent,
} from './documents/demand.ts';
import { depot, depotContent } from './documents/depot.ts';
import { directPayment, directPaymentContent } from './documents/direct-payment.ts';
import { executieopdracht, executieopdrachtContent } from './documents/executieopdracht.ts';
import { faillissement, faillissementContent } from './documents/faillissement.ts';
import { bewijsdossier, bewijsdossierContent, saldo, saldoContent } from './documents/for-professionals.ts';
import {
  aanmelding,
  aanmeldingContent,
  opdrachtBetekening,
  opdrachtBetekeningContent,
  volmacht,
  volmachtContent,
} from './documents/intake.ts';
import { overname, overnameContent } from './documents/overname.ts';
import { pause, pauseContent } from './documents/pause.ts';
import { recalculation, recalculationContent } from './documents/recalculation.ts';
import { statement, statementContent } from './documents/statement.ts';
import { stuitingsbrief, stuitingsbriefContent } from './documents/stuiting.ts';
import { wederhoor, wederhoorContent } from './documents/wederhoor.ts';
import type { Speech } from './speech.ts';

/** Every document that the program sends by itself, by the number that the process gives it. Whoever stores or queues data of a letter reads it back with this. */
export const letterSchema = z
  .discriminatedUnion('document', [
    aanmelding,
    volmacht,
    opdrachtBetekening,
    mededelingBetekening,
    wederhoor,
    aanzegging,
    herinnering,
    laatsteAanmaning,
    overname,
    stuitingsbrief,
    betwisting,
    betalingsregeling,
    pause,
    directPayment,
    executieopdracht,
    statement,
    payoutAdvice,
    status,
    depot,
    recalculation,
    faillissement,
    closing,
    saldo,
    bewijsdossier,
  ])
  .refine(({ addressee, onBehalfOf }) => (addressee.role === 'schuldeiser') === (onBehalfOf === null), {
    path: ['onBehalfOf'],
    message: 'names the creditor in every letter but one to the creditor',
  });

/** What a caller may give, and what it is once read. */
export type LetterData = z.input<typeof letterSchema>;
export type ReadLetter = z.output<typeof letterSchema>;
export type LetterDocument = ReadLetter['document'];

/** What the document says, in the language of `speech`. The compiler asks for a case where a document is added. */
export function contentOf(letter: ReadLetter, speech: Speech): Content {
  switch (letter.document) {
    case 'L-01':
      return aanmeldingContent(letter, speech);
    case 'L-02':
      return volmachtContent(letter, speech);
    case 'L-03':
      return opdrachtBetekeningContent(letter, speech);
    case 'L-04':
      return mededelingBetekeningContent(letter, speech);
    case 'L-05':
      return wederhoorContent(letter, speech);
    case 'L-06':
      return aanzeggingContent(letter, speech);
    case 'L-07':
      return herinneringContent(letter, speech);
    case 'L-08':
      return laatsteAanmaningContent(letter, speech);
    case 'L-09':
      return overnameContent(letter, speech);
    case 'L-10':
      return stuitingsbriefContent(letter, speech);
    case 'L-11':
      return betwistingContent(letter, speech);
    case 'L-12':
      return betalingsregelingContent(letter, speech);
    case 'L-13':
      return pauseContent(letter, speech);
    case 'L-14':
      return directPaymentContent(letter, speech);
    case 'L-15':
      return executieopdrachtContent(letter, speech);
    case 'L-18':
      return statementContent(letter, speech);
    case 'L-19':
      return payoutAdviceContent(letter, speech);
    case 'L-20':
      return statusContent(letter, speech);
    case 'L-21':
      return depotContent(letter, speech);
    case 'L-22':
      return recalculationContent(letter, speech);
    case 'L-23':
      return faillissementContent(letter, speech);
    case 'L-24':
      return closingContent(letter, speech);
    case 'L-28':
      return saldoContent(letter, speech);
    case 'L-32':
      return bewijsdossierContent(letter, speech);
    default:
      return assertNever(letter);
  }
}
