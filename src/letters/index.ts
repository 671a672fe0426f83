/**
 * What is told to whom: every document of the process as data, drawn as a PDF/UA-1 and written as text, in Dutch and in English.
 * It adds up what a letter lists, and decides nothing: not whether a letter is sent, and not what is owed.
 */
export { safeName, safeWords } from './fields.ts';
export {
  type LetterData,
  type LetterDocument,
  letterSchema,
} from './letter-data.ts';
export { type RenderedLetter, renderLetter } from './render.ts';
