import { beforeAll, describe, expect, test } from 'vitest';
import { clockAt } from '../../src/clock.ts';
import { prepareBooks } from '../../src/collections/index.ts';
import { day } from '../../src/values/index.ts';
import { createWeb } from '../../src/web/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { sectionOf, textOf } from './text.ts';
import { add, betekend, letTheProgramWork, MOTHER, OFFICER, registered, type Told } from './told.ts';

const { db } = await openTestDatabase();
const web = (today: string) => createWeb({ db, clock: clockAt(day(today)), notice: () => null });
const pageOf = async ({ dossiernummer }: Told, today: string, query = '') =>
  textOf(await (await web(today).request(`/zaken/${dossiernummer}${query}`)).text());

beforeAll(() => prepareBooks(db));

describe('a case with one dwangsom, one melding and one letter', () => {
  let told: Told;
  let page: string;
  const section = (id: string) => sectionOf(page, id);

  /**
   * Betekend on 27 January 2025; 14 days end on 10 February, so 11 February is the first day.
   * Forfeited on 15 February; the aanzegging reached the father on 5 March, so the verjaring ends on 5 September.
   * Its 14 days end on 19 March, so rente runs from 20 March: 12 + 30 + 19 = 61 days until 20 May.
   * 250.00 × 6% × 61 / 365 = 2.5068, hence € 2,51 and with the hoofdsom € 252,51.
   */
  beforeAll(async () => {
    told = await registered(db);
    await betekend(told, '2025-01-20', '2025-01-27');
    await add(told, '2025-02-16', MOTHER, 'niet-nakoming-gemeld', '2025-02-15', {
      clause: 'c1',
      what: 'Het weekend ging niet door.',
    });
    await add(told, '2025-03-03', OFFICER, 'niet-nakoming-vastgesteld', '2025-03-03', {
      nietNakoming: 'n1',
      reasons: 'De vader erkent het.',
    });
    await letTheProgramWork(told, '2025-03-03');
    await add(told, '2025-03-06', OFFICER, 'brief-bezorgd', '2025-03-05', {
      letter: 'b1',
      proof: 'handtekening',
    });
    await add(told, '2025-04-11', MOTHER, 'niet-nakoming-gemeld', '2025-04-10', {
      clause: 'c1',
      what: 'Weer niet.',
    });
    await letTheProgramWork(told, '2025-05-20');
    page = await pageOf(told, '2025-05-20');
  });

  test('says what is owed, with the articles and the facts', () => {
    const owed = section('verschuldigd');
    expect(owed).toContain('Open hoofdsom € 250,00');
    expect(owed).toContain('Open rente € 2,51');
    expect(owed).toContain('opeisbaar: moet worden betaald');
    expect(owed).toContain('Rv 611a lid 3 Verbeurd op 15 februari 2025');
    expect(owed).toContain('BW 6:82 lid 1 en 6:119 Wettelijke rente vanaf 20 maart 2025');
    expect(owed).toContain('niet-nakoming van 15 februari 2025 n1');
  });

  test('Rv 611g lid 1: says until when it can be claimed, in words beside the bar', () => {
    const owed = section('verschuldigd');
    expect(owed).toContain('5 september 2025 over 108 dagen');
    // 5 March to 5 September: 26 + 30 + 31 + 30 + 31 + 31 + 5 = 184 days; to 20 May: 26 + 30 + 20 = 76.
    expect(owed).toContain(
      'Dag 76 van 184: de termijn begon op 5 maart 2025 en eindigt op 5 september 2025.',
    );
  });

  test('says what waits for a finding, and that its verjaring runs', () => {
    expect(section('verschuldigd')).toContain(
      '10 april 2025 : de verjaring loopt al en eindigt op 10 oktober 2025',
    );
  });

  test('says what the program does, when and why, and what persons should have done', () => {
    const plan = section('plan');
    expect(plan).toContain('1 juni 2025 over 12 dagen De wettelijke rente');
    expect(plan).toContain('3 juni 2025 over 14 dagen Een stuitingsbrief sturen over de dwangsom van n1.');
    expect(plan).toContain('Wat dit tegenhoudt: Betaling, een vernietiging, of het einde van de volmacht.');
    // Reported on 11 April; 10 days to hear and 21 to find end on 12 May.
    expect(plan).toContain('Uiterlijk 12 mei 2025 te laat, 8 dagen geleden');
  });

  test('says what the court decided and from which day something can be forfeited', () => {
    const uitspraak = section('uitspraak');
    expect(uitspraak).toContain('€ 250,00 per keer, tot een maximum van € 25.000,00');
    expect(uitspraak).toContain('De eerste dag waarop iets kan worden verbeurd is 11 februari 2025.');
    expect(uitspraak).toContain('Bepaalt een dwangsom van € 250 voor iedere keer');
    // Eight on that very day.
    expect(uitspraak).toContain('Kim (8 jaar)');
  });

  test('shows neither the address nor the bank account of the creditor, nor the family name of a child', () => {
    expect(page).not.toContain('Geheimstraat');
    expect(page).not.toContain('ABNA');
    expect(page).not.toContain('Kim Willekens');
  });

  test('shows the letter as it was sent', () => {
    const letters = section('brieven');
    expect(letters).toContain('Verzonden op 3 maart 2025 ; bezorgd op 5 maart 2025');
    expect(letters).toContain('behouden wij ons ondubbelzinnig het recht op nakoming voor');
  });

  /**
   * The finding is event 11: registration, validation, the ladder, letter m1, volmacht, betekening, letter m2, the report, letter m3, and m4 of 17 February,
   * four weeks after m1.
   */
  test('shows the entries with their cause, and balances that answer each other', () => {
    const ledger = section('grootboek');
    expect(ledger).toContain(
      '15 februari 2025 Dwangsom n1/2025-02-15 verbeurd Geboekt op 3 maart 2025 . Oorzaak: gebeurtenis 11 .',
    );
    expect(ledger).toContain('vordering-hoofdsom/n1/2025-02-15 € 250,00');
    // The rente of March: 12 days, 250.00 × 6% × 12 / 365 = 0.49. It was booked when somebody next looked at the case, on 11 April.
    expect(ledger).toContain('31 maart 2025 Wettelijke rente over n1/2025-02-15 Geboekt op 11 april 2025');
    expect(ledger).not.toContain('case_');
  });

  test('says where money is, as soon as there is some', async () => {
    expect(section('geld')).toContain('Er is nog niets ontvangen');
    await add(told, '2025-05-20', 'Fien Financiën', 'betaling-ontvangen', '2025-05-20', {
      amount: '100.00',
      bankReference: 'REGEL-1',
    });
    page = await pageOf(told, '2025-05-20');
    const money = section('geld');
    expect(money).toContain('Ontvangen van de schuldenaar € 100,00');
    // BW 6:43 lid 2 chooses the debt; on it goes first the rente of € 2,51 (BW 6:44 lid 1), so € 97,49 is left for the hoofdsom.
    expect(money).toContain('BW 6:43 lid 2 € 2,51');
    expect(money).toContain('BW 6:43 lid 2 € 97,49');
    expect(money).toContain('Afdracht aan de schuldeiser: voorbereid, wacht op goedkeuring');
  });
});

describe('a case of 450 dwangsommen', () => {
  /**
   * € 100 a day from 1 January 2024 through 25 March 2025: 366 + 84 = 450. On 26 March 2025 those through 25 September 2024 (day 269) are
   * verjaard, the day after their sixth month. Row 201 is 19 July 2024.
   */
  test('shows at most 200 rows from the first that is open, and one line for the rest', async () => {
    const told = await registered(db, {
      on: '2023-12-01',
      pronouncedOn: '2023-11-20',
      clause: { id: 'c1', mode: 'per-dag', amount: '100.00', cap: null },
    });
    await betekend(told, '2023-12-02', '2023-12-10');
    await add(told, '2025-03-26', MOTHER, 'niet-nakoming-gemeld', '2024-01-01', {
      clause: 'c1',
      through: '2025-03-25',
      what: 'Elke dag.',
    });
    await add(told, '2025-03-26', OFFICER, 'niet-nakoming-vastgesteld', '2025-03-26', {
      nietNakoming: 'n1',
      reasons: 'Het staat vast.',
    });
    const usual = await pageOf(told, '2025-03-26');
    expect(usual).toContain('Nummer 270 tot en met 450 van 450 dwangsommen');
    expect(usual).toContain(
      'Hiervoor: 269 dwangsommen, van 1 januari 2024 tot en met 25 september 2024, samen € 26.900,00, waarvan € 0,00 open en € 26.900,00 verjaard.',
    );
    const first = await pageOf(told, '2025-03-26', '?dwangsommen=1');
    expect(first).toContain(
      'Hierna: 250 dwangsommen, van 19 juli 2024 tot en met 25 maart 2025, samen € 25.000,00, waarvan € 18.100,00 open en € 6.900,00 verjaard.',
    );
    expect(first.match(/Waarom de dwangsom van/g)).toHaveLength(200);
  });
});
