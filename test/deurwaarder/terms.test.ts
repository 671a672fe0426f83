import { expect, test } from 'vitest';
import { type DeurwaarderBericht, termsOf } from '../../src/deurwaarder/index.ts';
import { restDay } from '../../src/law/algemene-termijnenwet.ts';
import { type Day, day } from '../../src/values/index.ts';
import { bericht, gelegd, voet } from './messages.ts';

// 2026 by the calendar: 1 April is a Wednesday, Good Friday 3 April, Easter Monday 6 April, Koningsdag Monday 27 April, Ascension Thursday 14 May,
// 1 June a Monday.
const isRestDay = (on: Day) => restDay(on) !== null;

function termsAt(today: string, sentOn: string, messages: readonly DeurwaarderBericht[] = []) {
  return termsOf({ opdrachtId: 'opd_01', sentOn: day(sentOn), messages }, day(today), isRestDay);
}

function termAt(what: string, today: string, sentOn: string, messages: readonly DeurwaarderBericht[]) {
  const found = termsAt(today, sentOn, messages).filter((term) => term.what === what);
  expect(found.length).toBeLessThan(2);
  return found[0];
}

test.each([
  // Monday: Tuesday and Wednesday. Friday: Monday and Tuesday. Wednesday before Easter: Thursday and, after Good Friday and Easter Monday, Tuesday.
  ['2026-06-01', '2026-06-03'],
  ['2026-06-05', '2026-06-09'],
  ['2026-06-06', '2026-06-09'],
  ['2026-04-01', '2026-04-07'],
])('sent on %s: an acknowledgement is due by %s, two working days later', (sentOn, due) => {
  expect(termAt('ontvangstbevestiging', due, sentOn, [])).toMatchObject({ due, isLate: false, doneOn: null });
  const received = [bericht('m1', due, 'ontvangen')];
  expect(termAt('ontvangstbevestiging', '2026-12-01', sentOn, received)).toMatchObject({
    due,
    doneOn: due,
    isLate: false,
  });
});

test('an acknowledgement is late the day after, and stays late once it came', () => {
  expect(termAt('ontvangstbevestiging', '2026-06-04', '2026-06-01', [])?.isLate).toBe(true);
  const received = [bericht('m1', '2026-06-04', 'ontvangen')];
  expect(termAt('ontvangstbevestiging', '2026-06-30', '2026-06-01', received)).toMatchObject({
    doneOn: '2026-06-04',
    isLate: true,
  });
});

test('a status is at most fourteen days old, counted from the last message whatever order they came in', () => {
  const messages = [
    bericht('m2', '2026-06-10', 'bevel-gedaan', { exploot: 'x' }),
    bericht('m1', '2026-06-02', 'ontvangen'),
  ];
  expect(termAt('status', '2026-06-24', '2026-06-01', messages)).toMatchObject({
    due: '2026-06-24',
    isLate: false,
  });
  expect(termAt('status', '2026-06-25', '2026-06-01', messages)?.isLate).toBe(true);
});

test('silence is as it should be between two inhoudingen: the status is due fourteen days after the next one was', () => {
  const messages = [bericht('m1', '2026-06-10', 'inhouding', { beslag: 'b1', amount: '300.00' })];
  // The next is due on 10 July; 10 + 14 = 24 July.
  expect(termAt('status', '2026-07-24', '2026-06-01', messages)).toMatchObject({ due: '2026-07-24' });
  expect(termAt('status', '2026-07-25', '2026-06-01', messages)?.isLate).toBe(true);
});

test.each([
  // Wednesday 17 + 8 = Thursday 25 June. Friday 12 + 8 = Saturday 20, so Monday 22 June. Friday 17 + 8 = Saturday 25 April, then Sunday, then
  // Koningsdag on Monday 27, so Tuesday 28 April.
  ['2026-06-17', '2026-06-25'],
  ['2026-06-12', '2026-06-22'],
  ['2026-04-17', '2026-04-28'],
])('Rv 475i lid 1, ATW art. 1: of a derdenbeslag of %s the overbetekening is due by %s', (on, due) => {
  const beslag = gelegd('m1', on, 'bankbeslag');
  expect(termAt('overbetekening', due, on, [beslag])).toEqual({
    what: 'overbetekening',
    about: 'b1',
    due,
    doneOn: null,
    isLate: false,
    article: 'Rv 475i lid 1',
  });
  const told = bericht('m2', due, 'beslag-overbetekend', { beslag: 'b1', exploot: 'x' });
  expect(termAt('overbetekening', '2026-12-01', on, [told, beslag])).toMatchObject({
    doneOn: due,
    isLate: false,
  });
});

test('Rv 475i lid 1: the overbetekening of another beslag does not count, and one a day late is late', () => {
  const beslag = gelegd('m1', '2026-06-17', 'bankbeslag');
  const ofAnother = bericht('m2', '2026-06-18', 'beslag-overbetekend', { beslag: 'b2', exploot: 'x' });
  expect(termAt('overbetekening', '2026-06-26', '2026-06-01', [beslag, ofAnother])).toMatchObject({
    doneOn: null,
    isLate: true,
  });
  const late = bericht('m3', '2026-06-26', 'beslag-overbetekend', { beslag: 'b1', exploot: 'x' });
  expect(termAt('overbetekening', '2026-06-26', '2026-06-01', [beslag, late])?.isLate).toBe(true);
});

test('Rv 475i: beslag on goods is no derdenbeslag and has none of these terms', () => {
  const terms = termsAt('2026-12-01', '2026-06-01', [gelegd('m1', '2026-06-17', 'beslag-roerende-zaken')]);
  expect(terms.map(({ what }) => what)).toEqual(['ontvangstbevestiging', 'status']);
});

test('Rv 475c lid 1: a beslag at a bank knows no beslagvrije voet, so none is asked for', () => {
  const terms = termsAt('2026-12-01', '2026-06-01', [gelegd('m1', '2026-06-17', 'bankbeslag')]);
  expect(terms.map(({ what }) => what)).not.toContain('mededeling-beslagvrije-voet');
});

test.each(['loonbeslag', 'uitkeringsbeslag'])(
  'Rv 475i lid 2: of a %s the beslagvrije voet is told at the overbetekening at the latest',
  (measure) => {
    const beslag = gelegd('m1', '2026-06-17', measure);
    // Not served yet: as late as the overbetekening itself may be, Thursday 25 June.
    expect(termAt('mededeling-beslagvrije-voet', '2026-06-25', '2026-06-01', [beslag])).toMatchObject({
      due: '2026-06-25',
      isLate: false,
    });
    const served = bericht('m2', '2026-06-22', 'beslag-overbetekend', { beslag: 'b1', exploot: 'x' });
    const untold = voet('m3', '2026-06-22', { toldOn: null });
    expect(
      termAt('mededeling-beslagvrije-voet', '2026-06-23', '2026-06-01', [beslag, served, untold]),
    ).toMatchObject({ due: '2026-06-22', doneOn: null, isLate: true });
    const told = voet('m4', '2026-06-22', { toldOn: '2026-06-22' });
    expect(
      termAt('mededeling-beslagvrije-voet', '2026-06-23', '2026-06-01', [beslag, served, told]),
    ).toMatchObject({ doneOn: '2026-06-22', isLate: false });
  },
);

test.each([
  // Tuesday 2 June + 28 = Tuesday 30 June. Thursday 16 April + 28 = Thursday 14 May, Ascension, so Friday 15 May.
  ['2026-06-02', '2026-06-30'],
  ['2026-04-16', '2026-05-15'],
])('Rv 475i lid 3: received on %s, the debtor has four weeks, through %s', (receivedOn, due) => {
  const messages = [
    gelegd('m1', '2026-04-10', 'loonbeslag'),
    voet('m2', '2026-04-15', { receivedOn }),
    // The same outcome again, reported under another id.
    voet('m3', '2026-04-15', { receivedOn }),
  ];
  expect(termAt('reactietermijn-schuldenaar', '2026-12-01', '2026-04-01', messages)).toEqual({
    what: 'reactietermijn-schuldenaar',
    about: 'b1',
    due,
    doneOn: null,
    isLate: false,
    article: 'Rv 475i lid 3',
  });
});

test('Rv 475i lid 3 and 4: without a reception no term runs, and a second outcome gives four weeks anew', () => {
  const beslag = gelegd('m1', '2026-04-10', 'loonbeslag');
  const untold = [beslag, voet('m2', '2026-04-15')];
  expect(termAt('reactietermijn-schuldenaar', '2026-12-01', '2026-04-01', untold)).toBeUndefined();
  const twice = [
    beslag,
    voet('m2', '2026-04-15', { receivedOn: '2026-04-20' }),
    voet('m3', '2026-08-03', { receivedOn: '2026-08-04' }),
  ];
  // 20 April + 28 = Monday 18 May; 4 August + 28 = Tuesday 1 September.
  expect(
    termsAt('2026-12-01', '2026-04-01', twice)
      .filter(({ what }) => what === 'reactietermijn-schuldenaar')
      .map(({ due, article }) => [due, article]),
  ).toEqual([
    ['2026-05-18', 'Rv 475i lid 3'],
    ['2026-09-01', 'Rv 475i lid 4'],
  ]);
});

test('Rv 475d: within a year after the last outcome it is found anew, and earlier where it was given for less', () => {
  const beslag = gelegd('m1', '2026-06-17', 'loonbeslag');
  // 20 June 2027 is a Sunday: a term of a year is not moved (ATW art. 4 under a).
  const year = [voet('m2', '2026-06-20'), beslag];
  expect(termAt('herberekening-beslagvrije-voet', '2027-06-20', '2026-06-01', year)).toMatchObject({
    due: '2027-06-20',
    isLate: false,
  });
  expect(termAt('herberekening-beslagvrije-voet', '2027-06-21', '2026-06-01', year)?.isLate).toBe(true);
  const shorter = [beslag, voet('m2', '2026-06-20', { validUntil: '2026-12-31' })];
  expect(termAt('herberekening-beslagvrije-voet', '2026-12-31', '2026-06-01', shorter)?.due).toBe(
    '2026-12-31',
  );
  const again = [voet('m3', '2027-05-01'), ...year];
  expect(termAt('herberekening-beslagvrije-voet', '2027-06-21', '2026-06-01', again)).toMatchObject({
    due: '2027-12-31',
    isLate: false,
  });
});

const LAID = gelegd('m1', '2026-06-17', 'loonbeslag');
const LIFTED = bericht('m2', '2026-06-20', 'beslag-opgeheven', { beslag: 'b1', reason: 'betaald' });
const ENDED = bericht('m3', '2026-06-20', 'afgerond', { outcome: 'voldaan' });
const LATE_ENDED = bericht('m3', '2026-06-26', 'afgerond', { outcome: 'voldaan' });

// The first message came on 17 June, and 3 June was the last day to acknowledge; the overbetekening was due by 25 June.
test.each<[string, DeurwaarderBericht[], [string, boolean][]]>([
  [
    'lifted in time, the order goes on',
    [LAID, LIFTED],
    [
      ['ontvangstbevestiging', true],
      ['status', true],
      ['overbetekening', false],
      ['mededeling-beslagvrije-voet', false],
    ],
  ],
  [
    'the order ended in time',
    [LAID, ENDED],
    [
      ['ontvangstbevestiging', true],
      ['overbetekening', false],
      ['mededeling-beslagvrije-voet', false],
    ],
  ],
  [
    'the order ended a day too late',
    [LAID, LATE_ENDED],
    [
      ['ontvangstbevestiging', true],
      ['overbetekening', true],
      ['mededeling-beslagvrije-voet', true],
    ],
  ],
])('what has ended grows no later, and what was late by then stays late: %s', (_, messages, expected) => {
  const terms = termsAt('2027-12-01', '2026-06-01', messages);
  expect(terms.map(({ what, isLate }) => [what, isLate])).toEqual(expected);
});

test('Rv 475d: of a beslag that is lifted the beslagvrije voet is not found anew', () => {
  const messages = [LAID, voet('m4', '2026-06-18'), LIFTED];
  expect(termAt('herberekening-beslagvrije-voet', '2028-01-01', '2026-06-01', messages)).toBeUndefined();
});

test('what is reported of a later day does not count yet', () => {
  const messages = [bericht('m1', '2026-06-02', 'ontvangen')];
  expect(termAt('ontvangstbevestiging', '2026-06-01', '2026-06-01', messages)?.doneOn).toBeNull();
});
