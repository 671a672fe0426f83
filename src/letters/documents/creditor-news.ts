import { z } from 'zod';
import { parseCents, sumCents } from '../../values/index.ts';
import { type Content, facts, heading, list, paragraph } from '../blocks.ts';
import { amountField, articleField, dayField, headFor, shortText, told } from '../fields.ts';
import { onWhoseBehalf, summary, waysOut } from '../passages.ts';
import type { Speech } from '../speech.ts';

/** L-19 to the creditor: what was received and paid out. Of dwangsommen and rente nothing is kept (Rv 611c); what is for kosten goes to who paid them. */
export const payoutAdvice = z.strictObject({
  ...headFor(['schuldeiser']),
  document: z.literal('L-19'),
  payoutOn: dayField,
  /** The last four digits only: enough for the creditor to recognise the account, useless to whoever opens the letter. */
  accountEndsOn: z.string().regex(/^\d{4}$/),
  receipts: z
    .array(
      z.strictObject({
        payment: shortText,
        on: dayField,
        article: articleField,
        hoofdsom: amountField,
        rente: amountField,
        kosten: amountField,
      }),
    )
    .min(1),
});

export function payoutAdviceContent(letter: z.output<typeof payoutAdvice>, speech: Speech): Content {
  const { say, day, amount, euro } = speech;
  const sum = (head: 'hoofdsom' | 'rente' | 'kosten') =>
    sumCents(letter.receipts.map((receipt) => parseCents(receipt[head])));
  const paidOut = sum('hoofdsom') + sum('rente');
  return {
    subject: say(`Wij betalen ${euro(paidOut)} aan u uit`, `We pay out ${euro(paidOut)} to you`),
    blocks: [
      summary(speech, {
        ask: say(
          'Controleer of het geld op uw rekening staat.',
          'Check whether the money is on your account.',
        ),
        by: say(`Na ${day(letter.payoutOn)}.`, `After ${day(letter.payoutOn)}.`),
        otherwise: say('U hoeft verder niets te doen.', 'You need not do anything else.'),
      }),
      onWhoseBehalf(letter, speech),
      paragraph(
        say(
          `Op ${day(letter.payoutOn)} betalen wij ${euro(paidOut)} uit op uw rekening die eindigt op ${letter.accountEndsOn}.`,
          `On ${day(letter.payoutOn)} we pay out ${euro(paidOut)} to your account ending in ${letter.accountEndsOn}.`,
        ),
      ),
      {
        kind: 'table',
        caption: say('Ontvangen betalingen', 'Payments received'),
        columns: [
          { title: say('Betaling', 'Payment'), align: 'left' },
          { title: say('Dag', 'Day'), align: 'left' },
          { title: say('Artikel', 'Article'), align: 'left' },
          { title: say('Dwangsom', 'Dwangsom'), align: 'right' },
          { title: say('Rente', 'Interest'), align: 'right' },
          { title: say('Kosten', 'Costs'), align: 'right' },
        ],
        rows: letter.receipts.map((one) => [
          one.payment,
          day(one.on),
          one.article,
          amount(one.hoofdsom),
          amount(one.rente),
          amount(one.kosten),
        ]),
        totals: [
          [say('Samen', 'Sum'), '', '', euro(sum('hoofdsom')), euro(sum('rente')), euro(sum('kosten'))],
          [say('Voor u', 'For you'), '', '', euro(paidOut), '', ''],
        ],
      },
      paragraph(
        say(
          'Van de dwangsommen en de rente is niets ingehouden (artikel 611c van het Wetboek van Burgerlijke Rechtsvordering).',
          'Nothing was kept of the dwangsommen and the interest (article 611c of the Wetboek van Burgerlijke Rechtsvordering).',
        ),
        say(
          'Wat voor kosten binnenkwam, gaat naar wie die kosten heeft betaald.',
          'What came in for costs goes to whoever paid those costs.',
        ),
      ),
      ...waysOut(letter, speech),
    ],
  };
}

/** L-20 to the creditor, at least every 28 days (Nationale ombudsman 2009/242): also when nothing happened, and why not. */
export const status = z.strictObject({
  ...headFor(['schuldeiser']),
  document: z.literal('L-20'),
  lastAction: z.strictObject({ on: dayField, what: told }),
  nextAction: z.strictObject({ on: dayField, what: told, article: articleField }),
  waitingFor: told.nullable(),
  open: amountField,
  nextStatusBy: dayField,
  /** A volmacht holds and nothing keeps the stuitingen from going out. */
  isGuarded: z.boolean(),
});

export function statusContent(letter: z.output<typeof status>, speech: Speech): Content {
  const { say, day, amount } = speech;
  return {
    subject: say('Zo staat uw zaak ervoor', 'How your case stands'),
    blocks: [
      summary(speech, {
        ask: letter.isGuarded
          ? say('U hoeft nu niets te doen.', 'You need not do anything now.')
          : say(
              'Geef ons een volmacht, of vraag ons hoe het zit.',
              'Give us a volmacht, or ask us how things stand.',
            ),
        by: letter.isGuarded
          ? say('Niet van toepassing.', 'Not applicable.')
          : say('Zo snel mogelijk.', 'As soon as possible.'),
        otherwise: say(
          `Uiterlijk ${day(letter.nextStatusBy)} hoort u opnieuw van ons.`,
          `You will hear from us again by ${day(letter.nextStatusBy)}.`,
        ),
      }),
      onWhoseBehalf(letter, speech),
      facts([
        [say('Laatste stap', 'Last step'), `${day(letter.lastAction.on)}: ${letter.lastAction.what}`],
        [
          say('Volgende stap', 'Next step'),
          `${day(letter.nextAction.on)}: ${letter.nextAction.what} (${letter.nextAction.article})`,
        ],
        [
          say('Waarom wij wachten', 'Why we wait'),
          letter.waitingFor ?? say('Wij wachten nergens op.', 'We are not waiting for anything.'),
        ],
        [say('Staat open', 'Open'), amount(letter.open)],
      ]),
      heading(say('Wat u niet hoeft te doen', 'What you need not do')),
      list([
        say(
          'U hoeft de andere ouder niet om geld te vragen. Dat doen wij.',
          'You need not ask the other parent for money. We do that.',
        ),
        letter.isGuarded
          ? say(
              'U hoeft geen termijnen te bewaken. Wij sturen op tijd brieven die de verjaring stuiten.',
              'You need not watch any terms. We send letters in time that interrupt (stuiten) the verjaring.',
            )
          : say(
              'Let op: zonder volmacht sturen wij geen brieven die de verjaring stuiten. Uw recht kan dan verjaren.',
              'Note: without a volmacht we send no letters that interrupt (stuiten) the verjaring. Your right may then lapse.',
            ),
      ]),
      paragraph(
        say(
          'Is er iets nieuws gebeurd? Meld het ons dan wel zo snel mogelijk.',
          'Has something new happened? Then do tell us as soon as possible.',
        ),
      ),
      ...waysOut(letter, speech),
    ],
  };
}
