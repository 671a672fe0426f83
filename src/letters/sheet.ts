import type { Block, Form, Labelled } from './blocks.ts';
import type { Head } from './fields.ts';
import { contentOf, type ReadLetter } from './letter-data.ts';
import { type Language, type Speech, speechOf } from './speech.ts';
import { termsIn } from './terms.ts';

/** A whole letter, ready to be drawn or written: the content of its document between the head and the closing that all of them share. */
export interface Sheet {
  readonly language: Language;
  readonly subject: string;
  readonly sender: { readonly name: string; readonly lines: readonly string[] };
  readonly addressee: readonly string[];
  readonly references: readonly Labelled[];
  readonly salutation: string;
  readonly blocks: readonly Block[];
  readonly closing: readonly string[];
  /** After the closing: the words explained, and what is filled in and sent back. */
  readonly glossary: { readonly title: string; readonly items: readonly Labelled[] } | null;
  readonly forms: readonly Form[];
  /** Stands on each form, because a form comes back without the rest of the letter. */
  readonly sendTo: string;
  readonly footer: string;
  readonly page: { readonly page: string; readonly of: string };
}

export function sheetOf(letter: ReadLetter): Sheet {
  const speech = speechOf(letter.language);
  const { say } = speech;
  const { subject, blocks } = contentOf(letter, speech);
  return {
    language: letter.language,
    subject,
    sender: { name: letter.bureau.name, lines: [...linesOf(letter.bureau.address), letter.bureau.contact] },
    addressee: [letter.addressee.name, ...linesOf(letter.addressee.address)],
    references: references(letter, speech),
    salutation: salutation(letter, speech),
    blocks: blocks.filter(({ kind }) => kind !== 'form'),
    closing: [
      proofOfVolmacht(letter, speech),
      say('Met vriendelijke groet,', 'Yours sincerely,'),
      letter.bureau.name,
    ].filter((line) => line !== ''),
    glossary: glossary(letter, [subject, ...blocks.flatMap(textsOf)], speech),
    forms: blocks.filter((block) => block.kind === 'form'),
    sendTo: say(
      `Stuur dit terug aan ${letter.bureau.name}, ${letter.bureau.address}. Ons kenmerk: ${letter.kenmerk.dossiernummer}, brief ${letter.kenmerk.letter}.`,
      `Send this back to ${letter.bureau.name}, ${letter.bureau.address}. Our reference: ${letter.kenmerk.dossiernummer}, letter ${letter.kenmerk.letter}.`,
    ),
    footer: `${letter.kenmerk.dossiernummer} · ${letter.kenmerk.letter}`,
    page: { page: say('pagina', 'page'), of: say('van', 'of') },
  };
}

/** All that a reader sees of a block, for whatever looks at words. */
export function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return [block.text];
    case 'list':
      return block.items;
    case 'summary':
    case 'facts':
      return block.items.flatMap(({ label, text }) => [label, text]);
    case 'payment':
      return [block.title, ...block.items.flatMap(({ label, text }) => [label, text])];
    case 'table':
      return [
        block.caption,
        ...block.columns.map(({ title }) => title),
        ...block.rows.flat(),
        ...block.totals.flat(),
      ];
    case 'form':
      return [block.title, ...block.choices, ...block.fields.map(({ label }) => label)];
  }
}

function references({ date, kenmerk, document, uitspraak }: ReadLetter, { say, day }: Speech): Labelled[] {
  const { court, caseNumber, pronouncedOn } = uitspraak;
  return [
    { label: say('Datum', 'Date'), text: day(date) },
    {
      label: say('Ons kenmerk', 'Our reference'),
      text: `${kenmerk.dossiernummer}, ${say('brief', 'letter')} ${kenmerk.letter} (${document})`,
    },
    { label: say('Uitspraak', 'Decision'), text: `${court}, ${day(pronouncedOn)}` },
    { label: say('Zaaknummer', 'Case number'), text: caseNumber },
  ];
}

function salutation({ addressee }: Head, { say }: Speech): string {
  return addressee.role === 'rechter'
    ? say('Geachte rechter,', 'Your Honour,')
    : say(`Geachte ${addressee.name},`, `Dear ${addressee.name},`);
}

/** BW 3:71: whoever receives a declaration may ask for proof of the authority, and may reject it where that does not come at once. */
function proofOfVolmacht({ onBehalfOf }: Head, { say }: Speech): string {
  if (onBehalfOf === null) return '';
  return say(
    `Wilt u de volmacht van ${onBehalfOf} zien? Vraag erom, dan sturen wij u meteen en gratis een kopie (artikel 3:71 van het Burgerlijk Wetboek).`,
    `Would you like to see the volmacht of ${onBehalfOf}? Ask for it and we send you a copy at once, free of charge (article 3:71 of the Burgerlijk Wetboek).`,
  );
}

/** For parents only: a deurwaarder or a judge knows these words better than we do. */
function glossary(letter: Head, texts: readonly string[], { language, say }: Speech): Sheet['glossary'] {
  const { role } = letter.addressee;
  if (role !== 'schuldeiser' && role !== 'schuldenaar') return null;
  const items = termsIn(texts.join(' '), language);
  return items.length === 0 ? null : { title: say('Woorden in deze brief', 'Words in this letter'), items };
}

function linesOf(address: string): string[] {
  return address.split(',').map((line) => line.trim());
}
