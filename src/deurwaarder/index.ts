/** How a deurwaarder is asked to execute an uitspraak, what he reports, and which terms run while he does. Knows no case and no books. */
export {
  type BerichtKind,
  type BerichtOf,
  berichtSchema,
  type DeurwaarderBericht,
  REPORTED_AMBTSHANDELINGEN,
  sortMessages,
} from './bericht.ts';
export { type Deurwaarder, type Messages, openDeurwaarder } from './client.ts';
export { type DeurwaarderConnection, isFinal } from './exchange.ts';
export { folderDeurwaarder } from './folder.ts';
export { executieopdrachtJsonSchema } from './json-schema.ts';
export { openSigningKey, publicKeyIn } from './key.ts';
export {
  type BeslagMeasure,
  DECIDED_MEASURES,
  hasBeslagvrijeVoet,
  type Measure,
  ORDINARY_MEASURES,
} from './measures.ts';
export { DBR_POLICY, type Executieopdracht, readOpdracht, VERSION } from './opdracht.ts';
export { whyNotBeside, whyOutsideOrder } from './running.ts';
export * from './signature.ts';
export { type OrderWithDeurwaarder, type Term, termsOf } from './terms.ts';
export { type DocumentFault, readBy } from './texts.ts';
export * from './wire.ts';
