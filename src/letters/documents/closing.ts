import { z } from 'zod';
import { type Cents, parseCents } from '../../values/index.ts';
import { type Content, facts, heading, paragraph } from '../blocks.ts';
import { amountField, dayField, headFor } from '../fields.ts';
import { mistakesAndComplaints, onWhoseBehalf, summary } from '../passages.ts';
import type { Speech } from '../speech.ts';

const REASONS = ['betaald', 'vernietigd', 'volmacht-ingetrokken', 'verjaard', 'afgeschreven'] as const;

const balance = z.strictObject({
  dwangsommen: amountField,
  rente: amountField,
  kosten: amountField,
  received: amountField,
  lapsed: amountField,
});

/** L-24 to both: the case is closed, on which ground, with the figures that prove it, and what happens if it starts again. */
export const closing = z
  .strictObject({
    ...headFor(['schuldeiser', 'schuldenaar']),
    document: z.literal('L-24'),
    closedOn: dayField,
    reason: z.enum(REASONS),
    balance,
  })
  .refine((letter) => letter.reason !== 'betaald' || remainderOf(letter.balance) === 0n, {
    path: ['balance'],
    message: 'a case that is closed as paid has nothing open',
  })
  .refine((letter) => remainderOf(letter.balance) >= 0n, {
    path: ['balance'],
    message: 'more was received and lapsed than was owed: pay that back before closing',
  });

type Closing = z.output<typeof closing>;

export function closingContent(letter: Closing, speech: Speech): Content {
  const { say, day, amount, euro } = speech;
  const { dwangsommen, rente, kosten, received, lapsed } = letter.balance;
  const owes = letter.addressee.role === 'schuldenaar';
  return {
    subject: say('Wij sluiten deze zaak', 'We close this case'),
    blocks: [
      summary(speech, {
        ask: say(
          'U hoeft niets meer te doen. Bewaar deze brief.',
          'You need not do anything more. Keep this letter.',
        ),
        by: say('Niet van toepassing.', 'Not applicable.'),
        otherwise: say('De zaak blijft gesloten.', 'The case remains closed.'),
      }),
      onWhoseBehalf(letter, speech),
      paragraph(
        say(
          `Wij hebben deze zaak op ${day(letter.closedOn)} gesloten.`,
          `We closed this case on ${day(letter.closedOn)}.`,
        ),
        reasonWords(speech)[letter.reason],
      ),
      facts([
        [say('Dwangsommen', 'Dwangsommen'), amount(dwangsommen)],
        [say('Rente', 'Interest'), amount(rente)],
        [say('Kosten', 'Costs'), amount(kosten)],
        [say('Ontvangen', 'Received'), amount(received)],
        [say('Vervallen', 'Lapsed'), amount(lapsed)],
        [say('Blijft over', 'Remains'), euro(remainderOf(letter.balance))],
      ]),
      ...(letter.reason === 'betaald' && owes
        ? [
            paragraph(
              say(
                'Deze brief is uw kwijting: het bewijs dat u alles hebt betaald (artikel 6:48 van het Burgerlijk Wetboek).',
                'This letter is your kwijting: the proof that you have paid everything (article 6:48 of the Burgerlijk Wetboek).',
              ),
            ),
          ]
        : []),
      heading(say('Wat als het opnieuw begint?', 'What if it starts again?')),
      again(letter, owes, speech),
      ...mistakesAndComplaints(letter, speech),
    ],
  };
}

function again({ reason }: Closing, owes: boolean, { say }: Speech) {
  if (reason === 'vernietigd') {
    return paragraph(
      say(
        'Op grond van deze uitspraak kan geen dwangsom meer ontstaan. Voor een nieuwe uitspraak begint een nieuwe zaak.',
        'No dwangsom can arise from this decision any more. For a new decision a new case begins.',
      ),
    );
  }
  return paragraph(
    say(
      'Zolang de uitspraak geldt, kan er een nieuwe dwangsom bijkomen.',
      'As long as the decision is in force, a new dwangsom can be added.',
    ),
    owes
      ? say(
          'U krijgt dan eerst een brief met de vraag wat er is gebeurd.',
          'You will then first receive a letter that asks what happened.',
        )
      : say('Meld het ons dan. Wij openen de zaak opnieuw.', 'Tell us then. We will open the case again.'),
  );
}

function reasonWords({ say }: Speech): Record<(typeof REASONS)[number], string> {
  return {
    betaald: say('Alles is betaald.', 'Everything has been paid.'),
    vernietigd: say(
      'De uitspraak is vernietigd. Er is niets meer verschuldigd.',
      'The decision has been set aside (vernietigd). Nothing is owed any more.',
    ),
    'volmacht-ingetrokken': say(
      'De volmacht is ingetrokken. Wij mogen niets meer innen. Wat openstaat, vervalt daardoor niet.',
      'The volmacht was withdrawn. We may not collect any more. What is open does not lapse because of that.',
    ),
    afgeschreven: say(
      'De schuldeiser heeft afgezien van wat nog openstond.',
      'The creditor has given up what was still open.',
    ),
    verjaard: say(
      'Wat openstond is verjaard. Wij innen dat niet meer.',
      'What was open has lapsed (verjaring). We do not collect it any more.',
    ),
  };
}

function remainderOf({ dwangsommen, rente, kosten, received, lapsed }: z.output<typeof balance>): Cents {
  return (
    parseCents(dwangsommen) +
    parseCents(rente) +
    parseCents(kosten) -
    parseCents(received) -
    parseCents(lapsed)
  );
}
