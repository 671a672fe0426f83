import type { Block } from './blocks.ts';
import { heading, list, paragraph } from './blocks.ts';
import type { Head, KEEPS_RUNNING, NietNakomingen } from './fields.ts';
import type { Speech } from './speech.ts';

/** Passages that more than one document says, in one place, so that a change of law or of wording reaches all of them. */

export function summary(
  { say }: Speech,
  { ask, by, otherwise }: { readonly ask: string; readonly by: string; readonly otherwise: string },
): Block {
  return {
    kind: 'summary',
    items: [
      { label: say('Wat vragen wij van u?', 'What do we ask of you?'), text: ask },
      { label: say('Wanneer?', 'By when?'), text: by },
      { label: say('Wat als u niets doet?', 'What if you do nothing?'), text: otherwise },
    ],
  };
}

/** For whom we write and about which uitspraak. The case number stands in the head. */
export function onWhoseBehalf({ onBehalfOf, uitspraak }: Head, { say, day }: Speech): Block {
  const { court, pronouncedOn } = uitspraak;
  return paragraph(
    onBehalfOf === null
      ? ''
      : say(
          `Wij schrijven u namens ${onBehalfOf}, met een volmacht.`,
          `We write to you on behalf of ${onBehalfOf}, with a volmacht.`,
        ),
    say(
      `Het gaat om de uitspraak van ${court} van ${day(pronouncedOn)}.`,
      `This is about the decision of ${court} of ${day(pronouncedOn)}.`,
    ),
  );
}

/** BW 6:82 lid 1 wants a reasonable term in writing; it runs from receipt, as BW 3:37 lid 3 counts. */
export function withinDays(term: number, { say }: Speech): string {
  return say(
    `Binnen ${term} dagen nadat u deze brief hebt gekregen.`,
    `Within ${term} days after you have received this letter.`,
  );
}

/** BW 6:43 and 6:44, and that rente runs on. */
export function howAPaymentCounts({ say }: Speech): Block {
  return paragraph(
    say(
      'Wat u betaalt, gaat eerst af van de kosten en dan van de rente. Daarna gaat het af van de oudste dwangsom.',
      'What you pay first goes towards the costs and then towards the interest. After that it goes towards the oldest dwangsom.',
    ),
    say(
      'U mag bij de betaling zeggen welke dwangsom u betaalt (artikel 6:43 en 6:44 van het Burgerlijk Wetboek).',
      'When you pay you may say which dwangsom you pay (articles 6:43 and 6:44 of the Burgerlijk Wetboek).',
    ),
    say(
      'Betaalt u later, dan komt er wettelijke rente bij. Staat er al rente in de tabel, dan loopt die door tot u hebt betaald.',
      'If you pay later, statutory interest (wettelijke rente) is added. Interest that stands in the table already runs on until you have paid.',
    ),
    say(
      'Stonden kosten ook in een eerdere brief? Dan betaalt u ze maar één keer.',
      'Were costs in an earlier letter too? Then you pay them only once.',
    ),
  );
}

/**
 * Reserves the right to performance without doubt, in writing: that is what interrupts (BW 3:317 lid 1; ECLI:NL:HR:2010:BL3866). What the law room
 * counts as covered are niet-nakomingen, so those are what the text names.
 */
export function stuitingClause(
  { onBehalfOf }: Head,
  covered: NietNakomingen,
  { say, day }: Speech,
): readonly Block[] {
  return [
    heading(say('Het recht op betaling blijft bestaan', 'The right to payment remains')),
    paragraph(
      say(
        'Met deze brief stuiten wij de verjaring.',
        'With this letter we interrupt (stuiten) the verjaring.',
      ),
      say(
        `Namens ${onBehalfOf} behouden wij ons ondubbelzinnig het recht op nakoming voor (artikel 3:317 van het Burgerlijk Wetboek).`,
        `On behalf of ${onBehalfOf} we unequivocally reserve the right to performance (article 3:317 of the Burgerlijk Wetboek).`,
      ),
      say(
        'Dat is het recht op betaling van alle dwangsommen wegens de niet-nakomingen hieronder, met de rente en de kosten.',
        'That is the right to payment of all dwangsommen for each niet-nakoming below, with the interest and the costs.',
      ),
      say(
        'Het geldt ook voor dwangsommen die in deze brief niet apart zijn genoemd.',
        'It also holds for dwangsommen that this letter does not name one by one.',
      ),
    ),
    list(
      covered.map(({ id, on, through }) =>
        on === through
          ? say(`Niet-nakoming ${id}: ${day(on)}.`, `Niet-nakoming ${id}: ${day(on)}.`)
          : say(
              `Niet-nakoming ${id}: ${day(on)} tot en met ${day(through)}.`,
              `Niet-nakoming ${id}: ${day(on)} up to and including ${day(through)}.`,
            ),
      ),
    ),
  ];
}

/** Rv 611d lid 1 and 438. Nothing is promised here that the plan does not do: what is contested is not asked for again, and is interrupted all the same. */
export function howToContest({ say }: Speech): readonly Block[] {
  return [
    heading(say('Bent u het er niet mee eens?', 'Do you disagree?')),
    list([
      say(
        'Klopt er iets niet, of is de uitspraak toch nagekomen? Laat het ons weten en stuur bewijs mee. Eerst beslist een medewerker daarover. Tot dan vragen wij u voor die dag niet opnieuw om betaling. Het recht op betaling houden wij wel in stand, zo nodig met een nieuwe brief.',
        'Is something wrong, or was the decision followed after all? Tell us and send proof. A member of our staff decides about it first. Until then we do not ask you again to pay for that day. We do keep the right to payment alive, if need be with a new letter.',
      ),
      say(
        'Is het onmogelijk om de uitspraak na te komen? Vraag de rechter die de dwangsom heeft opgelegd om haar op te heffen, te verminderen of tijdelijk stop te zetten. Alleen die rechter kan dat (artikel 611d van het Wetboek van Burgerlijke Rechtsvordering).',
        'Is it impossible to follow the decision? Ask the court that imposed the dwangsom to lift, reduce or suspend it. Only that court can do so (article 611d of the Wetboek van Burgerlijke Rechtsvordering).',
      ),
      say(
        'Vindt u dat wij de dwangsommen niet mogen innen? Leg dat voor aan de rechter, ook in kort geding (artikel 438 van hetzelfde wetboek).',
        'Do you think that we may not collect the dwangsommen? Put that to the court, also in kort geding (article 438 of the same code).',
      ),
    ]),
  ];
}

export function whereToGetHelp({ bureau }: Head, { say }: Speech): readonly Block[] {
  return [
    heading(say('Hulp nodig?', 'Do you need help?')),
    list([
      say(
        'Het Juridisch Loket geeft gratis informatie over uw rechten: www.juridischloket.nl.',
        'The Juridisch Loket gives free information about your rights: www.juridischloket.nl.',
      ),
      say(
        'Hebt u schulden of zorgen over geld? Uw gemeente helpt u gratis.',
        'Do you have debts or worries about money? Your municipality helps you free of charge.',
      ),
      say(
        `Vragen over deze brief? Neem contact met ons op: ${bureau.contact}.`,
        `Questions about this letter? Contact us: ${bureau.contact}.`,
      ),
    ]),
  ];
}

/** For the creditor, and for the debtor of whom nothing is asked any more: there is nothing to bring to court, but there may be a mistake or a complaint. */
export function mistakesAndComplaints(head: Head, { say }: Speech): readonly Block[] {
  return [
    heading(say('Klopt er iets niet?', 'Is something wrong?')),
    list([
      say(
        'Staat er een fout in deze brief? Laat het ons weten. Wij kijken het na en antwoorden u.',
        'Is there a mistake in this letter? Tell us. We look into it and answer you.',
      ),
      say(
        'Bent u niet tevreden over ons? Dan kunt u bij ons een klacht indienen.',
        'Are you not satisfied with us? Then you can make a complaint to us.',
      ),
      say(
        'Het Juridisch Loket geeft gratis informatie over uw rechten: www.juridischloket.nl.',
        'The Juridisch Loket gives free information about your rights: www.juridischloket.nl.',
      ),
      say(`U bereikt ons zo: ${head.bureau.contact}.`, `This is how you reach us: ${head.bureau.contact}.`),
    ]),
  ];
}

/** How the reader contests and where help is, by who the reader is. */
export function waysOut(head: Head, speech: Speech): readonly Block[] {
  return head.addressee.role === 'schuldeiser'
    ? mistakesAndComplaints(head, speech)
    : [...howToContest(speech), ...whereToGetHelp(head, speech)];
}

/** For professionals, who know the way to court. */
export function questions({ bureau, kenmerk }: Head, { say }: Speech): readonly Block[] {
  return [
    heading(say('Vragen', 'Questions')),
    paragraph(
      say(`U bereikt ons zo: ${bureau.contact}.`, `This is how you reach us: ${bureau.contact}.`),
      say(
        `Noem daarbij ons dossiernummer ${kenmerk.dossiernummer}.`,
        `Please mention our file number ${kenmerk.dossiernummer}.`,
      ),
    ),
  ];
}

/** Nationale ombudsman 2018/004: whoever gets a pause must be told what counts on meanwhile. */
export function whatKeepsRunning(
  { addressee }: Head,
  running: readonly (typeof KEEPS_RUNNING)[number][],
  { say }: Speech,
): readonly Block[] {
  const owes = addressee.role === 'schuldenaar';
  const sentences: Record<(typeof KEEPS_RUNNING)[number], string> = {
    verjaring: owes
      ? say(
          'De termijn van de verjaring loopt door. Daarom kunt u toch een brief van ons krijgen.',
          'The term of the verjaring runs on. That is why you may still get a letter from us.',
        )
      : say(
          'De termijn van de verjaring loopt door. Wij bewaken die termijn voor u.',
          'The term of the verjaring runs on. We watch that term for you.',
        ),
    rente: say(
      'De wettelijke rente over wat openstaat loopt door.',
      'Statutory interest (wettelijke rente) on what is open runs on.',
    ),
    'nieuwe-dwangsommen': say(
      'De uitspraak blijft gelden. Bij een nieuwe niet-nakoming kan er een nieuwe dwangsom bijkomen.',
      'The decision remains in force. A new niet-nakoming can add a new dwangsom.',
    ),
    stuitingsbrieven: say(
      'Wij blijven brieven sturen om de verjaring te stuiten. Die brieven vragen niet om een nieuwe betaling.',
      'We keep sending letters to interrupt (stuiten) the verjaring. Those letters do not ask for a new payment.',
    ),
    deurwaarder: owes
      ? say(
          'Wat de deurwaarder al heeft gedaan, blijft staan. Vraag de deurwaarder wat dat voor u betekent.',
          'What the deurwaarder has already done remains. Ask the deurwaarder what that means for you.',
        )
      : say(
          'Wat de deurwaarder al heeft gedaan, blijft staan.',
          'What the deurwaarder has already done remains.',
        ),
  };
  return [
    heading(say('Wat loopt intussen door?', 'What keeps running meanwhile?')),
    list(running.map((one) => sentences[one])),
  ];
}
