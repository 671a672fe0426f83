import { z } from 'zod';
import { amountsTable, paymentBlock, totalOf } from '../amounts.ts';
import { type Content, heading, list, paragraph } from '../blocks.ts';
import { amountFields, dayField, days, headFor, nietNakomingen } from '../fields.ts';
import {
  howAPaymentCounts,
  onWhoseBehalf,
  stuitingClause,
  summary,
  waysOut,
  withinDays,
} from '../passages.ts';
import type { Speech } from '../speech.ts';

/** L-09 to both: from now on payments go through the bureau. Opslag is charged only where a statute grounds it. */
export const overname = z.strictObject({
  ...headFor(['schuldeiser', 'schuldenaar']),
  document: z.literal('L-09'),
  ...amountFields,
  nietNakomingen,
  takenOverOn: dayField,
  betaaltermijnDagen: days,
  hasOpslag: z.boolean(),
});

export function overnameContent(letter: z.output<typeof overname>, speech: Speech): Content {
  return letter.addressee.role === 'schuldeiser'
    ? forTheCreditor(letter, speech)
    : forTheDebtor(letter, speech);
}

function forTheCreditor(letter: z.output<typeof overname>, speech: Speech): Content {
  const { say, day } = speech;
  return {
    subject: say('Wij innen nu de dwangsommen voor u', 'We now collect the dwangsommen for you'),
    blocks: [
      summary(speech, {
        ask: say(
          'Meld het ons als de andere ouder toch aan u zelf betaalt.',
          'Tell us if the other parent pays you directly after all.',
        ),
        by: say('Zodra het gebeurt.', 'As soon as it happens.'),
        otherwise: say(
          'Dan vragen wij de andere ouder te veel, en moet u dat misschien terugbetalen.',
          'Then we ask the other parent too much, and you may have to pay that back.',
        ),
      }),
      onWhoseBehalf(letter, speech),
      paragraph(
        say(
          `Sinds ${day(letter.takenOverOn)} innen wij de dwangsommen voor u. Dit staat open:`,
          `Since ${day(letter.takenOverOn)} we collect the dwangsommen for you. This is open:`,
        ),
      ),
      amountsTable(letter, letter.date, speech),
      heading(say('Wat betekent dat voor u?', 'What does that mean for you?')),
      list([
        say(
          'De andere ouder betaalt aan ons. Wij betalen aan u door.',
          'The other parent pays us. We pay it on to you.',
        ),
        say(
          'Wat voor dwangsommen en rente binnenkomt, is helemaal voor u.',
          'What comes in for dwangsommen and interest is wholly yours.',
        ),
        onTop(letter, speech),
        say(
          'Maak zelf geen afspraken over betaling zonder ons dat te zeggen.',
          'Do not agree on payment yourself without telling us.',
        ),
      ]),
      ...waysOut(letter, speech),
    ],
  };
}

function forTheDebtor(letter: z.output<typeof overname>, speech: Speech): Content {
  const { say, day, euro } = speech;
  const total = totalOf(letter);
  const when = withinDays(letter.betaaltermijnDagen, speech);
  return {
    subject: say('Betaal de dwangsommen voortaan aan ons', 'Pay the dwangsommen to us from now on'),
    blocks: [
      summary(speech, {
        ask: say(`Betaal ${euro(total)} aan ons.`, `Pay ${euro(total)} to us.`),
        by: when,
        otherwise: say(
          'Dan kan een deurwaarder de zaak krijgen. De kosten daarvan komen voor u erbij.',
          'Then a deurwaarder may get the case. You will owe its costs as well.',
        ),
      }),
      onWhoseBehalf(letter, speech),
      paragraph(
        say(
          `Sinds ${day(letter.takenOverOn)} innen wij de dwangsommen.`,
          `Since ${day(letter.takenOverOn)} we collect the dwangsommen.`,
        ),
        onTop(letter, speech),
      ),
      amountsTable(letter, letter.date, speech),
      paymentBlock(letter, { cents: total, when }, speech),
      howAPaymentCounts(speech),
      heading(say('Betaalt u toch aan de andere ouder?', 'Do you pay the other parent after all?')),
      paragraph(
        say(
          'Dan telt die betaling ook, als er bewijs van is. Stuur ons een afschrift van uw bank.',
          'Then that payment counts too, if there is proof of it. Send us a statement of your bank.',
        ),
        say(
          'Zonder bewijs kunnen wij haar pas meetellen als de andere ouder haar bevestigt.',
          'Without proof we can count it only once the other parent confirms it.',
        ),
      ),
      ...stuitingClause(letter, letter.nietNakomingen, speech),
      ...waysOut(letter, speech),
    ],
  };
}

/** What the bureau itself asks: nothing on a volmacht, 15% and at least € 19 a month where a statute says so. */
function onTop({ hasOpslag, addressee }: z.output<typeof overname>, { say }: Speech): string {
  if (!hasOpslag) return say('Wij rekenen geen opslag.', 'We charge nothing on top.');
  return addressee.role === 'schuldenaar'
    ? say(
        'Daar komt opslag bij: 15 procent, en ten minste € 19 per maand. Die is voor ons.',
        'A charge (opslag) is added: 15 per cent, and at least € 19 a month. It is for us.',
      )
    : say(
        'De ander betaalt daarbovenop opslag aan ons. Dat kost u niets.',
        'The other parent pays us a charge (opslag) on top. It costs you nothing.',
      );
}
