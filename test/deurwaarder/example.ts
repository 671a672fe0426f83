import { DBR_POLICY } from '../../src/deurwaarder/index.ts';

/**
 * An order as its JSON is written; everybody in it is invented. 150.00 + 250.00 = 400.00 hoofdsom and 1.64 rente in two lines, 116.20 kosten:
 * 517.84 in all. On the first dwangsom 100.00 was paid.
 */
export function exampleOpdracht() {
  return {
    version: 'executieopdracht/v1',
    opdrachtId: 'opd_01',
    dossiernummer: '2026-000123',
    date: '2026-06-01',
    lastgever: {
      bureau: {
        name: 'Verzonnen Bureau Dwangsommen',
        address: 'Voorbeeldplein 1, 0000 AA Voorbeeldstad',
        iban: 'NL20INGB0001234567',
        contact: 'post@bureau.example',
      },
      namens: 'Anna Voorbeeld',
      volmacht: { from: '2026-01-10', until: null as string | null },
    },
    titel: {
      court: 'Rechtbank Voorbeeldstad',
      caseNumber: 'C/00/000001',
      ecli: null,
      pronouncedOn: '2026-01-05',
      dictum: 'veroordeelt de man tot nakoming, op straffe van een dwangsom van € 250 voor iedere keer',
      grosseSha256: 'a'.repeat(64),
    },
    betekening: { on: '2026-01-20', exploot: 'betekening-1' },
    debtor: { name: 'Bert Fictief', address: 'Nergensweg 2, 0000 AB Fictiefdorp' },
    lines: [
      {
        dwangsom: 'n1/1',
        nietNakoming: 'n1',
        forfeitedOn: '2026-02-07',
        verbeurd: '250.00',
        hoofdsom: '150.00',
        rente: '0.62',
        renteFrom: '2026-03-01' as string | null,
        stuitingen: ['2026-02-20'],
        verjaringEndsOn: '2026-08-20' as string | null,
      },
      {
        dwangsom: 'n2/1',
        nietNakoming: 'n2',
        forfeitedOn: '2026-02-21',
        verbeurd: '250.00',
        hoofdsom: '250.00',
        rente: '1.02',
        renteFrom: '2026-03-15' as string | null,
        stuitingen: [] as string[],
        verjaringEndsOn: '2026-08-21' as string | null,
      },
    ],
    kosten: [{ on: '2026-01-20', what: 'betekening van de titel', amount: '116.20' }],
    payments: [{ on: '2026-04-02', amount: '100.00' }],
    total: { hoofdsom: '400.00', rente: '1.64', kosten: '116.20', open: '517.84' },
    rente: { article: 'BW 6:119', dayCount: 365 } as { article: string; dayCount: number } | null,
    measures: [{ measure: 'bevel' }, { measure: 'loonbeslag' }] as Record<string, string>[],
    kindtoets: { id: 'kt_1', on: '2026-05-04', validUntil: '2026-08-02', outcome: 'doorgaan' },
    safety: ['adres-schuldeiser-geheim'],
    dbrPolicy: DBR_POLICY as string,
    contact: { name: 'Olga Voorbeeld', reach: 'olga@bureau.example' },
  };
}

export type ExampleOpdracht = ReturnType<typeof exampleOpdracht>;
