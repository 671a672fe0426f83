import { beforeAll, describe, expect, test } from 'vitest';
import { clockAt } from '../../src/clock.ts';
import { releaseBrake, setBrake } from '../../src/collections/index.ts';
import { day } from '../../src/values/index.ts';
import { createWeb } from '../../src/web/index.ts';
import { belemmering, testedCase } from '../collections/climbing.ts';
import {
  CHECKER,
  claimedCase,
  MOTHER,
  OFFICER,
  type OneCase,
  openOffice,
  PER_KEER,
  runningCase,
} from '../collections/office.ts';
import { openTestDatabase } from '../support/database.ts';
import { caseInRegeling, orderedCase, pausedCase } from './process-cases.ts';
import { sectionOf, textOf } from './text.ts';

const { db } = await openTestDatabase();
await openOffice(db);

async function get(path: string, today: string): Promise<string> {
  const web = createWeb({ db, clock: clockAt(day(today)), notice: () => null });
  return (await web.request(path)).text();
}

async function htmlOf(one: OneCase, today: string): Promise<string> {
  const { dossiernummer } = (await one.view(today)).file;
  return get(`/zaken/${dossiernummer}`, today);
}

async function pageOf(one: OneCase, today: string): Promise<string> {
  return textOf(await htmlOf(one, today));
}

describe('a case that went through the ladder to the deurwaarder', () => {
  let one: OneCase;
  let page: string;
  const section = (id: string) => sectionOf(page, id);

  beforeAll(async () => {
    one = await orderedCase(db);
    page = await pageOf(one, '2025-04-28');
  });

  test('shows each step that was taken with its day and its letter', () => {
    const ladder = section('ladder');
    expect(ladder).toContain('volgens versie 1 van de ladder');
    // The days of test/collections/climbing.ts.
    expect(ladder).toContain('Aanzegging gedaan: 16 februari 2025 b1');
    expect(ladder).toContain('Herinnering gedaan: 3 maart 2025 b2');
    expect(ladder).toContain('Laatste aanmaning gedaan: 12 maart 2025 b3');
    expect(ladder).toContain('Overname gedaan: 28 maart 2025 b4');
    expect(ladder).toContain('Verhaalsonderzoek gedaan: 7 april 2025');
    expect(ladder).toContain('Kindtoets gedaan: 11 april 2025 k1');
    expect(ladder).toContain('Deurwaarder gedaan: 14 april 2025 o1');
    expect(ladder).toContain('Zij is in opdracht o1 bij de deurwaarder.');
    expect(page).toContain('Bij de deurwaarder');
  });

  test('every link within the page has its place', async () => {
    const html = await htmlOf(one, '2025-04-28');
    const places = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
    const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
    expect(links).toEqual(expect.arrayContaining(['brief-b1', 'kindtoets-k1', 'opdracht-o1', 'kindtoetsen']));
    expect(links.filter((id) => !places.has(id))).toEqual([]);
    expect([...html.matchAll(/\sid="([^"]+)"/g)]).toHaveLength(places.size);
  });

  test('IVRK art. 3: shows what was weighed for the child, by whom, who read it, and until when it holds', () => {
    const toets = section('kindtoetsen');
    expect(toets).toContain('Kindtoets k1 : doorgaan mag');
    expect(toets).toContain(
      `Opgesteld op 10 april 2025 door ${OFFICER}. Op 11 april 2025 gelezen door ${CHECKER}, die het er mee eens is.`,
    );
    // 10 April + 90: 20 days of April, 31, 30 and 9.
    expect(toets).toContain('Geldig tot en met 9 juli 2025');
    expect(toets).toContain('Mag volgen: bevel en loonbeslag.');
    expect(toets).toContain('Wat het kind zelf vindt Kim wil beide ouders zien.');
    expect(toets).toContain('Lichtere middelen Drie brieven en twee gesprekken hielpen niet.');
  });

  test('shows what the deurwaarder did, in its order, and the terms that run for him', () => {
    const orders = section('opdrachten');
    const told = [
      '14 april 2025 Goedgekeurd door Gijs Geldzaken.',
      '14 april 2025 Naar de deurwaarder gestuurd.',
      '15 april 2025 Deurwaarder: de opdracht is ontvangen.',
      '17 april 2025 Deurwaarder: bevel gedaan om te betalen. exploot bevel 1',
      '25 april 2025 Deurwaarder: loonbeslag gelegd. exploot beslag 1',
      // Rv 475i lid 1: eight days after 25 April is 3 May, a Saturday; 5 May 2025 is a holiday by law, so 6 May (ATW art. 1 and 3).
      '6 mei 2025 Uiterlijk: Het beslag wordt aan de schuldenaar betekend over 8 dagen',
    ];
    const places = told.map((words) => orders.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((left, right) => left - right));
  });

  test('a term that the deurwaarder lets pass is marked as late', async () => {
    const late = sectionOf(await pageOf(one, '2025-05-09'), 'opdrachten');
    expect(late).toContain('Het beslag wordt aan de schuldenaar betekend te laat, 3 dagen geleden');
  });

  test('tells of each letter why the program wrote it, and leads to it', () => {
    expect(section('tijdlijn')).toContain(
      'De brief b2 (herinnering, L-07) over n1 is gemaakt en staat klaar om te versturen. Hij noemt opnieuw elk bedrag, want er is niet betaald (BW 6:82). Naar de brief',
    );
  });

  test('keeps letters that claim apart from those that only tell, the newest first', () => {
    const [claiming, telling] = section('brieven').split('Die alleen iets meedelen');
    const names = [...claiming!.matchAll(/ (b\d) L-/g)].map(([, name]) => name);
    expect(names).toEqual(['b4', 'b3', 'b2', 'b1']);
    expect(telling).toContain('Ontvangstbevestiging m1 L-01');
    // To the creditor the page says what the letter is for; her address stays in the PDF.
    expect(page).not.toContain('Voorbeeldstraat');
    expect(page).toContain('Nergenslaan');
  });
});

describe('a step that is to come', () => {
  test('has its day, and says by whom', async () => {
    const one = await claimedCase(db);
    // The aanzegging arrived on 17 February; + 14 is 3 March, 13 days after 18 February.
    const ladder = sectionOf(await pageOf(one, '2025-02-18'), 'ladder');
    expect(ladder).toContain('Herinnering volgt 3 maart 2025');
    expect(ladder).toContain(
      'Een herinnering sturen over de dwangsom van n1. 3 maart 2025 (over 13 dagen, het programma)',
    );
  });

  test('says what must be done first, and names no day of its own until then', async () => {
    const one = await claimedCase(db);
    await one.nights('2025-03-03', '2025-03-03');
    await one.delivered('2025-03-05', 'b2');
    // 5 March + 7.
    const ladder = sectionOf(await pageOf(one, '2025-03-12'), 'ladder');
    expect(ladder).toContain('Laatste aanmaning wacht');
    expect(ladder).toContain('Contact zoeken met de schuldenaar, tot drie wegen zijn geprobeerd');
  });

  test('waits for a judgement where the debtor contests', async () => {
    const one = await claimedCase(db);
    await one.add('2025-02-20', OFFICER, 'niet-nakoming-betwist', '2025-02-20', {
      nietNakoming: 'n1',
      defence: 'Ik was er wel.',
    });
    const ladder = sectionOf(await pageOf(one, '2025-02-21'), 'ladder');
    expect(ladder).toContain('De schuldenaar betwist n1: een persoon oordeelt eerst');
  });

  test('without an end in sight it says what holds it, and where the volmacht has ended, that', async () => {
    const held = await claimedCase(db);
    await belemmering(held, '2025-02-20', 'veiligheid');
    const ladder = sectionOf(await pageOf(held, '2025-02-21'), 'ladder');
    expect(ladder).toContain('Herinnering wacht');
    expect(ladder).toContain('Er is een veiligheidsmelding: alles wat druk geeft ligt stil');

    const alone = await claimedCase(db);
    await alone.add('2025-02-20', OFFICER, 'volmacht-ingetrokken', '2025-02-20', {
      reason: 'Zij wil niet meer.',
    });
    expect(sectionOf(await pageOf(alone, '2025-02-21'), 'ladder')).toContain(
      'Er is geen volmacht van de schuldeiser.',
    );
  });

  test('that a person takes says which brake stands in its way', async () => {
    const one = await testedCase(db);
    await one.add('2025-04-12', OFFICER, 'rem-gezet', '2025-04-12', {
      what: 'opdrachten',
      reason: 'Klacht.',
    });
    const ladder = sectionOf(await pageOf(one, '2025-04-13'), 'ladder');
    expect(ladder).toContain('Deurwaarder volgt 13 april 2025');
    expect(ladder).toContain('Wacht: Rem op opdrachten in deze zaak, sinds 12 april 2025');
  });

  test('dwangsommen that stand alike are one group, others have their own', async () => {
    const one = await claimedCase(db);
    await one.add('2025-03-04', MOTHER, 'niet-nakoming-gemeld', '2025-03-01', {
      clause: 'c1',
      aantal: 3,
      what: 'Drie keer niet.',
    });
    await one.judged('2025-03-04', 'n2');
    await one.sent('2025-03-04');
    const ladder = sectionOf(await pageOf(one, '2025-03-04'), 'ladder');
    expect(ladder).toContain('Aanzegging 3 dwangsommen € 750,00');
    expect(ladder).toContain('3 dwangsommen van 1 maart 2025 open hoofdsom € 750,00');
    expect(ladder.match(/open hoofdsom/g)).toHaveLength(2);
  });
});

describe('a case that is paused', () => {
  test('says until when, what stands still, and that the verjaring runs on', async () => {
    const one = await pausedCase(db);
    const page = await pageOf(one, '2025-02-21');
    expect(page).toContain('Pauze: er wordt niet om betaling gevraagd');
    const holds = sectionOf(page, 'ophouden');
    expect(holds).toContain('Pauze sinds 20 februari 2025 tot en met 31 maart 2025');
    expect(holds).toContain('beleid 7.3');
    expect(holds).toContain('Staat stil Elke brief die om betaling vraagt');
    expect(holds).toContain('Loopt door De verjaring loopt door');
    // 31 March, and seven days to breathe: 8 April.
    const ladder = sectionOf(page, 'ladder');
    expect(ladder).toContain('Herinnering volgt 8 april 2025');
  });

  test('once it is over it is kept among what is past', async () => {
    const one = await pausedCase(db);
    const holds = sectionOf(await pageOf(one, '2025-04-02'), 'ophouden');
    expect(holds).toContain('Niets: geen schorsing, pauze of rem.');
    expect(holds).toContain('Voorbij: één keer');
    expect(holds).not.toContain('Loopt door');
  });
});

test('a betalingsregeling shows what is paid, missed and to come, and that nothing more is asked', async () => {
  const one = await caseInRegeling(db);
  const page = await pageOf(one, '2025-04-18');
  const regeling = sectionOf(page, 'regelingen');
  expect(regeling).toContain('Van 3 termijnen is er 1 betaald en 1 gemist; 1 komt nog.');
  expect(regeling).toContain(
    'Betaald: € 100,00 van € 250,00. Tot nu toe moest worden betaald: € 200,00. De termijn van 15 april 2025 is niet betaald. De volgende is van 15 mei 2025 .',
  );
  expect(sectionOf(page, 'ladder')).toContain('Betalingsregeling r1 loopt');
  expect(page).toContain('Betalingsregeling loopt');
});

describe('brakes', () => {
  test('one in a case is named in it, with who and why, and holds its step', async () => {
    const one = await claimedCase(db);
    await one.add('2025-02-20', OFFICER, 'rem-gezet', '2025-02-20', { what: 'brieven', reason: 'Klacht.' });
    await one.nights('2025-03-03', '2025-03-03');
    const page = await pageOf(one, '2025-03-03');
    expect(sectionOf(page, 'ophouden')).toContain(
      `Rem op brieven, in deze zaak. Sinds 20 februari 2025 , gezet door ${OFFICER}: Klacht.`,
    );
    expect(sectionOf(page, 'ladder')).toContain('Wacht. Rem op brieven in deze zaak');
    expect(sectionOf(page, 'plan')).toContain('Het programma doet dit nu niet. Rem op brieven in deze zaak');
    expect(textOf(await get('/', '2025-03-03'))).toContain('rem op brieven');
  });

  test('one of the office stands on every page as long as it is on, and on none after', async () => {
    const one = await runningCase(db);
    const { dossiernummer } = (await one.view('2025-02-01')).file;
    const paths = ['/', `/zaken/${dossiernummer}`, '/nergens'];
    const words =
      'Rem op uitbetalingen, voor het hele bureau. Sinds 1 februari 2025 , gezet door Bea Baas: De bank is gestoord.';
    await setBrake(
      db,
      { what: 'uitbetalingen', reason: 'De bank is gestoord.' },
      'Bea Baas',
      day('2025-02-01'),
    );
    for (const path of paths) expect(textOf(await get(path, '2025-02-02'))).toContain(words);
    await releaseBrake(db, 'uitbetalingen', CHECKER, day('2025-02-02'));
    for (const path of paths) expect(textOf(await get(path, '2025-02-02'))).not.toContain('Rem op');
  });
});

/** What the page foresees is what then happens: the program is left alone until the last day, and did just that. */
test('what stands under "Als er niets verandert" is what the program does', async () => {
  const one = await claimedCase(db);
  const plan = sectionOf(await pageOf(one, '2025-02-18'), 'plan');
  const ahead = plan.slice(plan.indexOf('Als er niets verandert'));
  expect(ahead).toContain('3 maart 2025 Een herinnering sturen over de dwangsom van n1.');
  // 17 February + 90 is 18 May.
  expect(ahead).toMatch(/18 mei 2025 Een stuitingsbrief sturen over de dwangsom van n1\./);
  await one.nights('2025-02-19', '2025-05-18');
  expect(await one.letters()).toEqual([
    '2025-02-16 aanzegging n1',
    '2025-03-03 herinnering n1',
    '2025-05-18 stuitingsbrief n1',
  ]);
});

test('a case of very many dwangsommen is played forward only for whoever asks', async () => {
  const one = await runningCase(db, { ...PER_KEER, cap: null });
  await one.found('2025-02-16', '2025-02-15', { aantal: 401 });
  const { dossiernummer } = (await one.view('2025-02-16')).file;
  const usual = sectionOf(textOf(await get(`/zaken/${dossiernummer}`, '2025-02-16')), 'plan');
  expect(usual).toContain('duurt het even om dit uit te rekenen. Toon deze');
  const asked = sectionOf(textOf(await get(`/zaken/${dossiernummer}?vooruit=ja`, '2025-02-16')), 'plan');
  expect(asked).not.toContain('duurt het even');
  // Four weeks after the ontvangstbevestiging of 20 January, and four weeks later.
  const ahead = asked.slice(asked.indexOf('Als er niets verandert'));
  expect(ahead).toMatch(/17 februari 2025 Een statusbericht .*17 maart 2025 Een statusbericht /);
});

test('the work list says how far the review of today is, and since when the oldest case waits', async () => {
  const one = await claimedCase(db);
  await one.night('2025-02-18');
  const before = textOf(await get('/', '2020-01-01'));
  expect(before).toContain('De review van vandaag is klaar');
  const after = textOf(await get('/', '2025-12-31'));
  expect(after).toMatch(/De review van vandaag: nog (één zaak|\d+ zaken) te doen\./);
  expect(after).toContain('de oudste wacht sinds');
});
