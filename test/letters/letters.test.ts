import { describe, expect, test } from 'vitest';
import type { Block } from '../../src/letters/blocks.ts';
import { letterSchema } from '../../src/letters/letter-data.ts';
import { plainText } from '../../src/letters/plain-text.ts';
import { everyLetter, named } from './every.ts';

const dutch = everyLetter('nl');
const english = everyLetter('en');
const textOf = (name: string, language: 'nl' | 'en' = 'nl') =>
  // As one line, so that a sentence is found however the text was wrapped.
  plainText(named(name, language).sheet).replace(/\s+/g, ' ');

// Chapter 9 of the process, as far as the program sends them by itself, and the order to the deurwaarder.
const DOCUMENTS = [
  ...['L-01', 'L-02', 'L-03', 'L-04', 'L-05', 'L-06', 'L-07', 'L-08', 'L-09', 'L-10', 'L-11', 'L-12', 'L-13'],
  ...['L-14', 'L-15', 'L-18', 'L-19', 'L-20', 'L-21', 'L-22', 'L-23', 'L-24', 'L-28', 'L-32'],
];

test('every document of the process has an example', () => {
  expect([...new Set(dutch.map(({ read }) => read.document))].sort()).toEqual(DOCUMENTS);
});

test.each(dutch.map((one, index) => ({ name: one.name, nl: one.sheet, en: english[index]!.sheet })))(
  '$name: the English twin has the same blocks with the same amounts',
  ({ nl, en }) => {
    expect(en.blocks.map(shapeOf)).toEqual(nl.blocks.map(shapeOf));
    expect(en.forms.map(shapeOf)).toEqual(nl.forms.map(shapeOf));
    expect(en.subject).not.toBe(nl.subject);
    const digits = (text: string) => text.match(/\d/g)?.sort().join('');
    const amounts = (blocks: readonly Block[]) =>
      (JSON.stringify(blocks).match(/€ −?[\d.,]+\d/g) ?? []).map(digits);
    expect(amounts(en.blocks)).toEqual(amounts(nl.blocks));
  },
);

/** All of a block but its words. */
function shapeOf(block: Block): string {
  switch (block.kind) {
    case 'list':
    case 'summary':
    case 'facts':
    case 'payment':
      return `${block.kind} ${block.items.length}`;
    case 'table':
      return `table ${block.columns.length} × ${block.rows.length} + ${block.totals.length}`;
    case 'form':
      return `form ${block.choices.length} + ${block.fields.length}`;
    case 'heading':
    case 'paragraph':
      return block.kind;
  }
}

describe('what a letter asks', () => {
  // By hand: 250.00 + 250.00 + 1250.00 = 1750.00; rente 3.84 + 3.45 = 7.29; kosten 122.34. Together 1879.63.
  test.each(['L-06', 'L-07', 'L-08', 'L-09-schuldenaar', 'L-12-geweigerd', 'L-12-verbroken'])(
    '%s: the total is the sum of its lines and costs, on paper and in the code',
    (name) => {
      expect(textOf(name)).toContain('Totaal € 1.879,63');
      expect(textOf(name, 'en')).toContain('Total € 1,879.63');
      expect(paymentOf(name)?.epc).toContain('\nEUR1879.63\n');
      expect(paymentOf(name)?.epc).toContain('\n8202600000000042 D2026-00042');
    },
  );

  test('a letter that asks for money says how to pay, and no other does', () => {
    expect(dutch.filter(({ name }) => paymentOf(name)).map(({ name }) => name)).toEqual([
      'L-06',
      'L-07',
      'L-08',
      'L-09-schuldenaar',
      'L-12-afgesproken',
      'L-12-geweigerd',
      'L-12-termijn-gemist',
      'L-12-verbroken',
      'L-22-open-schuldenaar',
      'L-22-te-veel-schuldeiser',
      'L-22-vernietigd-schuldeiser',
    ]);
  });

  test('an arrangement asks its first instalment, a missed one that instalment', () => {
    expect(paymentOf('L-12-afgesproken')?.epc).toContain('\nEUR600.00\n');
    expect(paymentOf('L-12-termijn-gemist')?.epc).toContain('\nEUR600.00\n');
  });

  // 100 + 100 is owed now. Paid 50: 150 is open. Paid 250: 50 goes back. Set aside: all of 250 goes back.
  test.each([
    ['L-22-open-schuldenaar', 'Betaal wat nog openstaat: € 150,00.'],
    ['L-22-te-veel-schuldenaar', 'U krijgt € 50,00 van ons terug.'],
    ['L-22-te-veel-schuldeiser', 'Betaal € 50,00 terug.'],
    ['L-22-vernietigd-schuldenaar', 'U krijgt € 250,00 van ons terug.'],
    ['L-22-vernietigd-schuldeiser', 'Betaal € 250,00 terug.'],
    ['L-22-open-schuldeiser', 'U hoeft niets te betalen.'],
    ['L-22-gelijk-schuldenaar', 'U hoeft niets te betalen.'],
  ])('BW 6:203: %s says "%s"', (name, sentence) => {
    expect(textOf(name)).toContain(sentence);
  });

  // 122.34 + 250.00 − 200.00 + 0.47 = 172.81.
  test.each(['L-18-schuldeiser', 'L-18-schuldenaar'])(
    '%s: the statement ends on what its lines come to',
    (name) => {
      expect(textOf(name)).toContain('Stand aan het eind € 172,81');
    },
  );

  // Hoofdsom 70.37 + 250.00 and rente 7.29 come to 327.66; the 122.34 of kosten is not for the creditor.
  test('Rv 611c: the payout is all of hoofdsom and rente', () => {
    expect(textOf('L-19')).toContain('betalen wij € 327,66 uit');
    expect(textOf('L-19')).toContain('Voor u € 327,66');
  });

  // 1750.00 + 7.29 + 122.34 = 1879.63; received 500.00.
  test('a closing letter shows what remains', () => {
    expect(textOf('L-24-betaald-schuldenaar')).toContain('Blijft over: € 0,00');
    expect(textOf('L-24-volmacht-ingetrokken-schuldenaar')).toContain('Blijft over: € 1.379,63');
  });

  function paymentOf(name: string) {
    return named(name).sheet.blocks.find((block) => block.kind === 'payment');
  }
});

describe('what the law wants said', () => {
  test.each(['L-06', 'L-10', 'L-10-zonder-bedragen'])(
    'BW 3:317 lid 1: %s reserves the right without doubt',
    (name) => {
      expect(textOf(name)).toContain('Met deze brief stuiten wij de verjaring.');
      expect(textOf(name)).toContain(
        'Namens Anna Voorbeeld behouden wij ons ondubbelzinnig het recht op nakoming voor (artikel 3:317 van het Burgerlijk Wetboek).',
      );
      expect(textOf(name)).toContain('Niet-nakoming n1: 14 maart 2026.');
      expect(textOf(name)).toContain('Niet-nakoming n2: 28 maart 2026 tot en met 29 maart 2026.');
      expect(textOf(name)).toContain(
        'Het geldt ook voor dwangsommen die in deze brief niet apart zijn genoemd.',
      );
      expect(textOf(name, 'en')).toContain(
        'we unequivocally reserve the right to performance (article 3:317',
      );
    },
  );

  test('BW 6:82 lid 1: the aanzegging sets a term, the stuitingsbrief sets none', () => {
    expect(textOf('L-06')).toContain('Binnen 14 dagen nadat u deze brief hebt gekregen.');
    expect(textOf('L-10')).toContain('Deze brief stelt geen nieuwe termijn.');
    expect(textOf('L-10')).not.toMatch(/[Bb]innen \d+ dagen/);
  });

  test('each dwangsom stands with its day and its article', () => {
    expect(textOf('L-06')).toContain('n1/2026-03-14 n1 14 maart 2026 Rv 611a lid 3 € 250,00 € 3,84');
    expect(textOf('L-06')).toContain('Betekening 10 februari 2026 Btag art. 2 € 122,34');
  });

  const claimed = dutch
    .filter(({ read }) => read.addressee.role === 'schuldenaar' && read.document !== 'L-24')
    .map(({ name }) => name)
    .filter((name) => name !== 'L-22-vernietigd-schuldenaar');

  test.each(claimed)(
    '%s tells the debtor the ways out: Rv 611d, Rv 438, the Juridisch Loket, and BW 3:71',
    (name) => {
      for (const said of [
        'artikel 611d',
        'artikel 438',
        'Juridisch Loket',
        'artikel 3:71',
        'Bent u het er niet mee eens?'.toUpperCase(),
      ])
        expect(textOf(name)).toContain(said);
    },
  );

  test.each(dutch.filter(({ read }) => /^schuld(eiser|enaar)$/.test(read.addressee.role)))(
    '$name says what is asked, by when, and what follows otherwise',
    ({ sheet }) => {
      const [first] = sheet.blocks;
      expect(first?.kind === 'summary' && first.items.map(({ label }) => label)).toEqual([
        'Wat vragen wij van u?',
        'Wanneer?',
        'Wat als u niets doet?',
      ]);
    },
  );

  test.each(dutch.filter(({ read }) => read.document === 'L-13').map(({ name }) => name))(
    'Nationale ombudsman 2018/004: %s says what keeps running',
    (name) => {
      expect(textOf(name)).toContain('WAT LOOPT INTUSSEN DOOR?');
      expect(textOf(name)).toContain('De termijn van de verjaring loopt door.');
      expect(textOf(name)).toContain('De wettelijke rente over wat openstaat loopt door.');
      expect(textOf(name)).toContain('Bij een nieuwe niet-nakoming kan er een nieuwe dwangsom bijkomen.');
    },
  );

  test.each(['L-22-vernietigd-schuldenaar', 'L-24-betaald-schuldenaar'])(
    '%s claims nothing any more, so it does not say that the claim is kept alive',
    (name) => {
      expect(textOf(name)).not.toContain('Het recht op betaling houden wij');
      expect(textOf(name)).toContain('Juridisch Loket');
    },
  );

  test('Rv 611e: the curator reads what came before and after, and that the one is not admitted', () => {
    expect(textOf('L-23-faillissement')).toContain('Voor die dag: € 376,18');
    expect(textOf('L-23-faillissement')).toContain('Op of na die dag: € 1.503,45');
    expect(textOf('L-23-faillissement')).toContain('wordt niet toegelaten tot het passief');
    expect(textOf('L-23-bewind')).not.toContain('611e');
  });
});

describe('data that make a wrong letter are refused', () => {
  const refusedWith = (name: string, change: object) => {
    const read = letterSchema.safeParse({ ...named(name).letter, ...change });
    return read.success ? 'accepted' : read.error.issues.map(({ message }) => message).join('; ');
  };

  test('payouts to the creditor in a statement for the debtor', () => {
    const payouts = [{ on: '2026-03-23', amount: '77.66' }];
    expect(refusedWith('L-18-schuldenaar', { payouts })).toContain('not told to the debtor');
    expect(refusedWith('L-18-schuldeiser', { payouts })).toBe('accepted');
  });

  test('a case closed as paid with something open', () => {
    const balance = {
      dwangsommen: '250.00',
      rente: '0.00',
      kosten: '0.00',
      received: '249.99',
      lapsed: '0.00',
    };
    expect(refusedWith('L-24-betaald-schuldenaar', { balance })).toContain('nothing open');
    expect(refusedWith('L-24-verjaard-schuldenaar', { balance })).toBe('accepted');
  });

  test('a letter to the debtor on behalf of nobody, and one to the creditor on behalf of somebody', () => {
    expect(refusedWith('L-06', { onBehalfOf: null })).toContain('names the creditor');
    expect(refusedWith('L-20', { onBehalfOf: 'Anna Voorbeeld' })).toContain('names the creditor');
  });

  test('a pause that keeps nothing running, an order that one person approved, a day that does not exist', () => {
    expect(refusedWith('L-13-toegekend-schuldenaar', { keepsRunning: [] })).not.toBe('accepted');
    expect(refusedWith('L-15', { approvedBy: ['Sanne Fictief'] })).not.toBe('accepted');
    expect(refusedWith('L-20', { nextStatusBy: '2026-02-29' })).toContain('calendar day');
  });
});
