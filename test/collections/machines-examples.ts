import { SYSTEM } from '../../src/collections/events.ts';
import { ORDINARY_STANDING } from '../../src/collections/process/standing.ts';
import { addDays, day, formatCents, parseCents, sumCents } from '../../src/values/index.ts';
import { BELEMMERINGEN, bericht, kindtoets } from './machines-chance.ts';
import { add, must, type Observed, openPlay, type Play, pass, passTo } from './machines-play.ts';
import {
  APPROVER,
  CHECKER,
  FATHER,
  FINANCE,
  MOTHER,
  OFFICER,
  PER_DAG,
  PER_KEER,
  uitspraakOf,
} from './office.ts';

/** What chance seldom brings about, each as a short history of its own. */

const SECOND = 'Sanne Tweedelezer';
const REASONS = 'Beide ouders zijn gehoord.';

export function betekendCase(observed: Observed, id: string, volmacht = true): Play {
  const play = openPlay(observed, id, '2025-01-17');
  must(play, OFFICER, 'uitspraak-geregistreerd', uitspraakOf());
  must(play, CHECKER, 'uitspraak-gevalideerd', {});
  if (volmacht) must(play, OFFICER, 'volmacht-verleend', { until: null });
  must(play, OFFICER, 'uitspraak-betekend', { exploot: 'exploot 1' });
  return play;
}

export function found(play: Play, id: string, on: string): void {
  must(play, MOTHER, 'niet-nakoming-gemeld', { id, clause: 'c1', what: 'Gemist.' }, on);
  must(play, OFFICER, 'niet-nakoming-vastgesteld', { nietNakoming: id, reasons: REASONS });
}

/** Found on 15 February, contact sought in two ways beside the letters. */
function pressed(observed: Observed, id: string): Play {
  const play = betekendCase(observed, id);
  passTo(play, '2025-02-15');
  found(play, 'n1', '2025-02-15');
  for (const channel of ['telefoon', 'e-mail'])
    must(play, OFFICER, 'contact-gelegd', { channel, reached: true, note: 'x' });
  return play;
}

/** Until the overname was sent. */
export function takenOver(observed: Observed, id: string): Play {
  const play = pressed(observed, id);
  // 15 February + 3 + 14, + 3 + 7, + 3 + 14 days.
  passTo(play, '2025-03-31');
  return play;
}

function toToets(observed: Observed, id: string): Play {
  const play = takenOver(observed, id);
  passTo(play, '2025-04-12');
  must(play, OFFICER, 'verhaalsonderzoek-afgerond', { findings: 'Er is loon.', isPromising: true });
  tested(play, 'k1', 'doorgaan');
  return play;
}

/** All that is open is paid, and paid out to the creditor. */
function paidOut(play: Play): void {
  const open = sumCents(Object.values(play.seen.assessment!.totals.open).map(parseCents));
  must(play, FINANCE, 'betaling-ontvangen', { id: 'p1', amount: formatCents(open), bankReference: 'R1' });
  must(play, APPROVER, 'uitbetaling-goedgekeurd', { payout: 'u1' });
  must(play, FINANCE, 'uitbetaling-verricht', { payout: 'u1', bankReference: 'U1' });
}

/** Without a volmacht nothing interrupts: n1 is paid and paid out, n2 of 10 March is verjaard in September, and half a year passes. */
export function lapsed(observed: Observed, id: string): Play {
  const play = betekendCase(observed, id, false);
  passTo(play, '2025-02-15');
  found(play, 'n1', '2025-02-15');
  paidOut(play);
  passTo(play, '2025-03-10');
  found(play, 'n2', '2025-03-10');
  passTo(play, '2026-03-20');
  return play;
}

function tested(play: Play, id: string, outcome: string, until: string | null = null): void {
  must(play, OFFICER, 'kindtoets-opgesteld', kindtoets(id, outcome, until === null ? null : day(until)));
  must(play, SECOND, 'kindtoets-meegelezen', { kindtoets: id, agrees: true, remarks: 'Gelezen.' });
}

function ordered(play: Play, id: string): void {
  must(play, APPROVER, 'opdracht-goedgekeurd', {
    id,
    kindtoets: 'k1',
    dwangsommen: ['n1/2025-02-15'],
    measures: ['bevel', 'loonbeslag'],
  });
}

function sentOrder(play: Play, id: string): void {
  ordered(play, id);
  must(play, SYSTEM, 'opdracht-verzonden', { opdracht: id, proof: 'bewijs' });
}

function reported(play: Play, opdracht: string, kinds: readonly string[]): void {
  for (const kind of kinds) {
    const id = `${opdracht}-${play.seen.file.events.length}`;
    must(play, 'deurwaarder', 'deurwaarder-bericht', bericht(id, opdracht, kind, play.seen.today));
  }
}

const ORDER_ENDS = [
  'opdracht-ingetrokken',
  'opdracht-vervallen',
  'deurwaarder-bericht',
  'dbr-beslist',
] as const;

const BESLAG = ['ontvangen', 'bevel-gedaan', 'beslag-gelegd', 'beslag-overbetekend', 'inhouding'] as const;

export const EXAMPLES: readonly { readonly title: string; readonly play: (observed: Observed) => void }[] = [
  {
    title: 'an order goes from bevel to inhouding, back after the beslag is lifted, and ends in every way',
    play: (observed) => {
      const play = toToets(observed, 'opdracht');
      sentOrder(play, 'o1');
      reported(play, 'o1', [...BESLAG, 'beslag-opgeheven']);
      must(play, OFFICER, 'opdracht-ingetrokken', { opdracht: 'o1', reason: 'Op verzoek.' });
      ordered(play, 'o2');
      must(play, SYSTEM, 'opdracht-vervallen', { opdracht: 'o2', reason: 'Rem.' });
      sentOrder(play, 'o3');
      reported(play, 'o3', ['geweigerd']);
      sentOrder(play, 'o4');
      reported(play, 'o4', ['dbr-negatief']);
      must(play, APPROVER, 'dbr-beslist', { opdracht: 'o4', goesOn: false, reasons: 'Geen uitzicht.' });
    },
  },
  {
    title: 'a letter that was promised and lapsed takes its step back, at each of the four',
    play: (observed) => {
      const play = betekendCase(observed, 'vervallen-brief');
      passTo(play, '2025-02-15');
      for (const channel of ['telefoon', 'e-mail'])
        must(play, OFFICER, 'contact-gelegd', { channel, reached: true, note: 'x' });
      play.sendsAtOnce = false;
      found(play, 'n1', '2025-02-15');
      for (let day = 0; day < 150; day++) {
        for (const { id: letter, sentOn, lapsedOn, letter: name } of play.seen.file.letters) {
          if (sentOn !== null || lapsedOn !== null) continue;
          const before = play.seen.file.letters.filter((one) => one.letter === name).length;
          if (before === 1) must(play, SYSTEM, 'brief-vervallen', { letter, reason: 'Bedrag veranderd.' });
          else must(play, SYSTEM, 'brief-verzonden', { letter, proof: 'bewijs' });
        }
        pass(play);
      }
    },
  },
  {
    title: 'a kindtoets ends after its days, by news on safety, and by one that postpones until a day',
    play: (observed) => {
      const play = toToets(observed, 'kindtoets');
      pass(play, 91);
      tested(play, 'k2', 'doorgaan');
      tested(play, 'k3', 'uitstellen', addDays(play.seen.today, 10));
      pass(play, 12);
      tested(play, 'k4', 'doorgaan');
      must(play, OFFICER, 'belemmering-vastgelegd', {
        id: 'h1',
        what: 'veiligheid',
        until: null,
        reason: 'Melding.',
      });
      must(play, CHECKER, 'belemmering-opgeheven', { belemmering: 'h1', reason: 'Beoordeeld.' });
      tested(play, 'k5', 'verwijzen');
      tested(play, 'k6', 'doorgaan');
    },
  },
  {
    title:
      'the research and the kindtoets of one dwangsom serve another; later research without prospect takes the step back',
    play: (observed) => {
      const play = takenOver(observed, 'onderzoek');
      tested(play, 'k1', 'doorgaan');
      passTo(play, '2025-04-08');
      must(play, OFFICER, 'verhaalsonderzoek-afgerond', { findings: 'Er is loon.', isPromising: true });
      must(play, OFFICER, 'verhaalsonderzoek-afgerond', { findings: 'Ontslagen.', isPromising: false });
    },
  },
  {
    title: 'research on the day of the overname, before that went out, counts once it has',
    play: (observed) => {
      const play = pressed(observed, 'vroeg-onderzoek');
      passTo(play, '2025-03-30');
      play.sendsAtOnce = false;
      pass(play);
      const { id: letter } = play.seen.file.letters.find((one) => one.letter === 'overname')!;
      must(play, OFFICER, 'verhaalsonderzoek-afgerond', { findings: 'Er is loon.', isPromising: true });
      must(play, SYSTEM, 'brief-verzonden', { letter, proof: 'bewijs' });
    },
  },
  {
    title:
      'paid while an order runs: the aftercare begins once that has ended, in each of the ways in which it can',
    play: (observed) => {
      for (const end of ORDER_ENDS) {
        const play = toToets(observed, `betaald-${end}`);
        if (end === 'opdracht-vervallen') ordered(play, 'o1');
        else sentOrder(play, 'o1');
        if (end === 'dbr-beslist') reported(play, 'o1', ['dbr-negatief']);
        paidOut(play);
        if (end === 'opdracht-ingetrokken') must(play, OFFICER, end, { opdracht: 'o1', reason: 'Betaald.' });
        if (end === 'opdracht-vervallen') must(play, SYSTEM, end, { opdracht: 'o1', reason: 'Betaald.' });
        if (end === 'deurwaarder-bericht') reported(play, 'o1', ['afgerond']);
        if (end === 'dbr-beslist')
          must(play, APPROVER, end, { opdracht: 'o1', goesOn: false, reasons: 'Betaald.' });
      }
    },
  },
  {
    title:
      'Rv 611g: what verjaarde is closed by a person; a letter that turns out to have arrived opens it again',
    play: (observed) => {
      const play = lapsed(observed, 'verjaard');
      must(play, CHECKER, 'zaak-gesloten', { ground: 'verjaard' });
      const fact = { kind: 'stuiting', id: 'f1', on: '2025-08-01', by: 'erkenning', covers: ['n2'] };
      must(play, OFFICER, 'feit-vastgelegd', { fact, source: 'brief' }, '2025-08-01');
    },
  },
  {
    title:
      'Rv 611b: what is put to the judge in a closed case frees the maximum for another finding, and opens nothing',
    play: (observed) => {
      const play = openPlay(observed, 'gesloten-maximum', '2025-01-17');
      must(play, OFFICER, 'uitspraak-geregistreerd', uitspraakOf({ ...PER_DAG, cap: '100.00' }));
      must(play, CHECKER, 'uitspraak-gevalideerd', {});
      must(play, OFFICER, 'uitspraak-betekend', { exploot: 'exploot 1' });
      passTo(play, '2025-02-15');
      found(play, 'n1', '2025-02-10');
      found(play, 'n2', '2025-02-12');
      must(play, FATHER, 'niet-nakoming-betwist', { nietNakoming: 'n1', defence: 'Kim was ziek.' });
      must(play, OFFICER, 'zaak-gesloten', { ground: 'ingetrokken' });
      must(play, CHECKER, 'niet-nakoming-voorgelegd', { nietNakoming: 'n1', reasons: REASONS });
    },
  },
  {
    title: 'an arrangement that is approved after all was paid ends at once',
    play: (observed) => {
      const play = betekendCase(observed, 'late-regeling');
      passTo(play, '2025-02-15');
      found(play, 'n1', '2025-02-15');
      const instalments = Array.from({ length: 13 }, (_, at) => ({
        on: `2026-01-${10 + at}`,
        amount: '5.00',
      }));
      must(play, OFFICER, 'betalingsregeling-voorgesteld', {
        id: 'r1',
        dwangsommen: ['n1/2025-02-15'],
        instalments,
      });
      paidOut(play);
      must(play, CHECKER, 'betalingsregeling-goedgekeurd', { regeling: 'r1' });
    },
  },
  {
    title: 'a receipt with a part for each parent stands where its last cent stands',
    play: (observed) => {
      const play = betekendCase(observed, 'twee-delen');
      passTo(play, '2025-02-15');
      found(play, 'n1', '2025-02-15');
      must(play, FINANCE, 'betaling-ontvangen', { id: 'p1', amount: '300.00', bankReference: 'R1' });
      must(play, APPROVER, 'uitbetaling-goedgekeurd', { payout: 'u1' });
      must(play, FINANCE, 'uitbetaling-verricht', { payout: 'u1', bankReference: 'U1' });
      // A brake of the office, so that the debtor's part is not prepared and only a person prepares the other part again.
      const brakes = [
        { what: 'uitbetalingen', setOn: day('2025-01-01'), setBy: FINANCE, reason: 'x' },
      ] as const;
      Object.assign(play, { standing: { ...ORDINARY_STANDING, brakes } });
      must(play, FINANCE, 'overschot-vrijgegeven', { payment: 'p1', amount: '50.00', reason: 'Te veel.' });
      must(play, FINANCE, 'uitbetaling-teruggekomen', {
        payout: 'u1',
        bankReference: 'T1',
        reason: 'Opgeheven.',
      });
      must(play, FINANCE, 'uitbetaling-voorbereid', { id: 'u2', to: 'schuldeiser', amount: '250.00' });
    },
  },
  {
    title:
      'Rv 611g: without a volmacht nothing interrupts; the two readings of six months part at the end of February',
    play: (observed) => {
      const play = betekendCase(observed, 'lezingen', false);
      passTo(play, '2025-02-28');
      found(play, 'n1', '2025-02-28');
      // A second one, later, keeps the case open.
      passTo(play, '2025-05-15');
      found(play, 'n2', '2025-05-15');
      passTo(play, '2025-08-30');
      const fact = { kind: 'stuiting', id: 'f1', on: '2025-08-01', by: 'erkenning', covers: ['n1'] };
      must(play, OFFICER, 'feit-vastgelegd', { fact, source: 'brief' }, '2025-08-01');
      must(play, OFFICER, 'feit-ingetrokken', { fact: 'f1', reason: 'Ging over iets anders.' });
      passTo(play, '2025-09-02');
      must(play, OFFICER, 'feit-vastgelegd', { fact: { ...fact, id: 'f2' }, source: 'brief' }, '2025-08-01');
    },
  },
  {
    title: 'an uitspraak whose last day is past is validated: it ended before it could begin',
    play: (observed) => {
      const play = openPlay(observed, 'voorbij', '2025-01-17');
      const uitspraak = uitspraakOf();
      must(play, OFFICER, 'uitspraak-geregistreerd', {
        ...uitspraak,
        terms: { ...uitspraak.terms, endsOn: '2025-01-16' },
      });
      must(play, CHECKER, 'uitspraak-gevalideerd', {});
    },
  },
  {
    title:
      'BW 3:72: a volmacht ends with its last day, with the death of whoever gave it, and by one that is past',
    play: (observed) => {
      const play = openPlay(observed, 'volmacht', '2025-01-17');
      must(play, OFFICER, 'uitspraak-geregistreerd', uitspraakOf());
      must(play, CHECKER, 'uitspraak-gevalideerd', {});
      must(play, OFFICER, 'volmacht-verleend', { until: '2025-01-20' });
      passTo(play, '2025-01-22');
      must(play, OFFICER, 'volmacht-verleend', { until: null });
      must(play, OFFICER, 'volmacht-verleend', { until: '2025-01-21' }, '2025-01-20');
      must(play, OFFICER, 'volmacht-verleend', { until: null });
      must(play, OFFICER, 'schuldeiser-overleden', { source: 'akte' });
      passTo(play, '2025-01-23');
      must(play, OFFICER, 'volmacht-verleend', { until: null });
      must(play, OFFICER, 'volmacht-ingetrokken', { reason: 'De erfgenamen willen niet.' });
      expectRefused(add(play, OFFICER, 'schuldeiser-overleden', { source: 'akte' }));
    },
  },
  {
    title: 'money that came before the uitspraak was validated waits; of another case, it leaves',
    play: (observed) => {
      const play = openPlay(observed, 'vroeg-geld', '2025-01-17');
      must(play, OFFICER, 'uitspraak-geregistreerd', uitspraakOf());
      must(play, FINANCE, 'betaling-ontvangen', { id: 'p1', amount: '40.00', bankReference: 'R1' });
      must(play, CHECKER, 'uitspraak-gevalideerd', {});
      must(play, OFFICER, 'feit-ingetrokken', { fact: 'p1', reason: 'Andere zaak.' });
    },
  },
  {
    title: 'a terugstorting that was no terugstorting: what it made due again is paid out already',
    play: (observed) => {
      const play = betekendCase(observed, 'terugstorting');
      passTo(play, '2025-02-15');
      found(play, 'n1', '2025-02-15');
      must(play, FINANCE, 'betaling-ontvangen', { id: 'p1', amount: '250.00', bankReference: 'R1' });
      must(play, APPROVER, 'uitbetaling-goedgekeurd', { payout: 'u1' });
      must(play, FINANCE, 'uitbetaling-verricht', { payout: 'u1', bankReference: 'U1' });
      must(play, OFFICER, 'rem-gezet', { what: 'uitbetalingen', reason: 'Nakijken.' });
      must(play, FINANCE, 'terugstorting-ontvangen', { id: 't1', amount: '250.00', bankReference: 'T1' });
      must(play, OFFICER, 'feit-ingetrokken', { fact: 't1', reason: 'Andere zaak.' });
    },
  },
  {
    title:
      'the bank sends a payout back while a brake stands: it is held, and comes back once the brake is off',
    play: (observed) => {
      const play = betekendCase(observed, 'retour');
      passTo(play, '2025-02-15');
      found(play, 'n1', '2025-02-15');
      must(play, FINANCE, 'betaling-ontvangen', { id: 'p1', amount: '250.00', bankReference: 'R1' });
      must(play, APPROVER, 'uitbetaling-goedgekeurd', { payout: 'u1' });
      must(play, FINANCE, 'uitbetaling-verricht', { payout: 'u1', bankReference: 'U1' });
      must(play, OFFICER, 'rem-gezet', { what: 'uitbetalingen', reason: 'Nakijken.' });
      must(play, FINANCE, 'uitbetaling-teruggekomen', {
        payout: 'u1',
        bankReference: 'T1',
        reason: 'Opgeheven.',
      });
      must(play, CHECKER, 'rem-gelost', { what: 'uitbetalingen', reason: 'Nagekeken.' });
    },
  },
  {
    title: 'Rv 611b: the maximum is reached, freed by a finding that is taken back, and lowered by the judge',
    play: (observed) => {
      const play = openPlay(observed, 'maximum', '2025-01-17');
      must(play, OFFICER, 'uitspraak-geregistreerd', uitspraakOf({ ...PER_DAG, cap: '200.00' }));
      must(play, CHECKER, 'uitspraak-gevalideerd', {});
      must(play, OFFICER, 'uitspraak-betekend', { exploot: 'exploot 1' });
      passTo(play, '2025-02-15');
      found(play, 'n1', '2025-02-10');
      found(play, 'n2', '2025-02-12');
      must(play, CHECKER, 'niet-nakoming-afgewezen', { nietNakoming: 'n2', reasons: REASONS });
      const fact = {
        kind: 'vermindering',
        id: 'f1',
        from: '2025-02-01',
        clause: 'c1',
        amount: '50.00',
        cap: '50.00',
      };
      must(play, OFFICER, 'feit-vastgelegd', { fact, source: 'beschikking' }, '2025-02-01');
      must(play, OFFICER, 'feit-ingetrokken', { fact: 'f1', reason: 'Andere zaak.' });
      must(play, FATHER, 'niet-nakoming-betwist', { nietNakoming: 'n1', defence: 'Kim was ziek.' });
      must(play, CHECKER, 'niet-nakoming-voorgelegd', { nietNakoming: 'n1', reasons: REASONS });
      must(play, CHECKER, 'niet-nakoming-afgewezen', { nietNakoming: 'n1', reasons: REASONS });
    },
  },
  {
    title: 'a case of which all is paid and paid out closes after its aftercare, and a new report opens it',
    play: (observed) => {
      const play = betekendCase(observed, 'nazorg');
      passTo(play, '2025-02-15');
      found(play, 'n1', '2025-02-15');
      must(play, FINANCE, 'betaling-ontvangen', { id: 'p1', amount: '250.00', bankReference: 'R1' });
      must(play, APPROVER, 'uitbetaling-goedgekeurd', { payout: 'u1' });
      must(play, FINANCE, 'uitbetaling-verricht', { payout: 'u1', bankReference: 'U1' });
      pass(play, 184);
      must(play, MOTHER, 'niet-nakoming-gemeld', { id: 'n2', clause: 'c1', what: 'Weer gemist.' });
    },
  },
  {
    title:
      'every belemmering hangs over the demand until it is lifted or over; what is written off is asked for no more',
    play: (observed) => {
      const play = betekendCase(observed, 'schuldhulp');
      passTo(play, '2025-02-15');
      found(play, 'n1', '2025-02-15');
      for (const what of BELEMMERINGEN)
        for (const id of [`${what}-1`, `${what}-2`]) {
          // Safety has no end of its own: another person lifts it.
          const isSafety = what === 'veiligheid';
          const until = isSafety ? null : addDays(play.seen.today, 5);
          must(play, OFFICER, 'belemmering-vastgelegd', { id, what, until, reason: 'Aangemeld.' });
          if (id.endsWith('1') || isSafety)
            must(play, CHECKER, 'belemmering-opgeheven', { belemmering: id, reason: 'Gestopt.' });
          else pass(play, 6);
        }
      const code = 'schuldsanering-geeindigd';
      must(play, OFFICER, 'afschrijving-voorgesteld', {
        id: 'a1',
        code,
        consent: 'brief',
        reason: 'Schone lei.',
      });
      must(play, CHECKER, 'afschrijving-bevestigd', { afschrijving: 'a1' });
    },
  },
  {
    title: 'what a court suspends hangs over the inning until it turns out to have been of another case',
    play: (observed) => {
      // Not uitvoerbaar bij voorraad, so that an appeal suspends as well (Rv 350).
      const play = openPlay(observed, 'schorsing', '2025-01-17');
      must(play, OFFICER, 'uitspraak-geregistreerd', uitspraakOf(PER_KEER, false));
      must(play, CHECKER, 'uitspraak-gevalideerd', {});
      must(play, OFFICER, 'uitspraak-betekend', { exploot: 'exploot 1' });
      passTo(play, '2025-02-15');
      found(play, 'n1', '2025-02-10');
      for (const kind of SUSPENDING) {
        const fact = { kind, id: `f-${kind}`, from: play.seen.today, until: null };
        must(play, OFFICER, 'feit-vastgelegd', { fact, source: 'beschikking' });
        must(play, OFFICER, 'feit-ingetrokken', { fact: fact.id, reason: 'Andere zaak.' });
      }
    },
  },
];

const SUSPENDING = ['hoger-beroep', 'schorsing-werking', 'schorsing-executie', 'faillissement', 'wsnp'];

function expectRefused(codes: readonly string[]): void {
  if (codes.length === 0) throw new Error('this was to be refused, and was not');
}
