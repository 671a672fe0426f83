import { z } from 'zod';
import { type Content, facts, field, heading, list, paragraph } from '../blocks.ts';
import { dayField, debtorToReach, headFor, sha256Field, shortText, told } from '../fields.ts';
import { onWhoseBehalf, questions, summary, waysOut } from '../passages.ts';
import { formatHash, type Speech } from '../speech.ts';

/** L-01 to the creditor: the application is in; what is still missing. */
export const aanmelding = z.strictObject({
  ...headFor(['schuldeiser']),
  document: z.literal('L-01'),
  receivedOn: dayField,
  outstanding: z.strictObject({ items: z.array(told).min(1), sendBy: dayField }).nullable(),
});

export function aanmeldingContent(letter: z.output<typeof aanmelding>, speech: Speech): Content {
  const { say, day } = speech;
  const { outstanding } = letter;
  return {
    subject: say('Wij hebben uw aanvraag ontvangen', 'We have received your application'),
    blocks: [
      summary(speech, {
        ask: outstanding
          ? say('Stuur ons wat hieronder nog ontbreekt.', 'Send us what is still missing below.')
          : say('U hoeft nu niets te doen.', 'You need not do anything now.'),
        by: outstanding
          ? say(`Uiterlijk ${day(outstanding.sendBy)}.`, `By ${day(outstanding.sendBy)}.`)
          : say('Niet van toepassing.', 'Not applicable.'),
        otherwise: outstanding
          ? say(
              'Dan kunnen wij niet beginnen. Wij vragen u er dan opnieuw om.',
              'Then we cannot begin. We will ask you for it again.',
            )
          : say('Wij gaan vanzelf verder.', 'We go on by ourselves.'),
      }),
      onWhoseBehalf(letter, speech),
      paragraph(
        say(
          `Wij hebben uw aanvraag op ${day(letter.receivedOn)} ontvangen.`,
          `We received your application on ${day(letter.receivedOn)}.`,
        ),
        say(
          'U vraagt ons om de dwangsommen uit deze uitspraak voor u te innen.',
          'You ask us to collect the dwangsommen of this decision for you.',
        ),
      ),
      ...(outstanding
        ? [heading(say('Dit hebben wij nog nodig', 'What we still need')), list(outstanding.items)]
        : []),
      heading(say('Wat gaan wij doen?', 'What will we do?')),
      list([
        say(
          'Twee medewerkers vergelijken de aanvraag met de tekst van de uitspraak.',
          'Two members of our staff compare the application with the text of the decision.',
        ),
        say(
          'U krijgt een volmacht om te tekenen. Zonder volmacht mogen wij niets voor u doen.',
          'You receive a volmacht to sign. Without a volmacht we may do nothing for you.',
        ),
        say(
          'Een deurwaarder betekent de uitspraak. Voor die dag kan er geen dwangsom ontstaan.',
          'A deurwaarder serves (betekening) the decision. Before that day no dwangsom can arise.',
        ),
      ]),
      ...waysOut(letter, speech),
    ],
  };
}

/** L-02 to the creditor: the last en volmacht to sign. It costs nothing of the claim (Rv 611c) and can be taken back at any time (BW 3:72). */
export const volmacht = z.strictObject({
  ...headFor(['schuldeiser']),
  document: z.literal('L-02'),
  debtorName: shortText,
  until: dayField.nullable(),
  returnBy: dayField,
});

export function volmachtContent(letter: z.output<typeof volmacht>, speech: Speech): Content {
  const { say, day } = speech;
  const { bureau, debtorName, until, returnBy } = letter;
  return {
    subject: say('Volmacht om dwangsommen te innen', 'Volmacht to collect dwangsommen'),
    blocks: [
      summary(speech, {
        ask: say(
          'Lees deze volmacht, teken haar en stuur haar terug.',
          'Read this volmacht, sign it and send it back.',
        ),
        by: say(`Uiterlijk ${day(returnBy)}.`, `By ${day(returnBy)}.`),
        otherwise: say(
          'Dan mogen wij niets voor u doen. Uw recht kan intussen verjaren.',
          'Then we may do nothing for you. Your right can lapse meanwhile (verjaring).',
        ),
      }),
      onWhoseBehalf(letter, speech),
      heading(say('Waarvoor geeft u toestemming?', 'What do you permit?')),
      paragraph(
        say(
          `U geeft ${bureau.name} last en volmacht om in uw naam de dwangsommen te innen die ${debtorName} verschuldigd is.`,
          `You authorise ${bureau.name} (last en volmacht) to collect in your name the dwangsommen that ${debtorName} owes.`,
        ),
        say('Dat houdt in:', 'That means:'),
      ),
      list([
        say(
          'de uitspraak laten betekenen door een deurwaarder;',
          'having a deurwaarder serve (betekenen) the decision;',
        ),
        say(
          'om betaling vragen, en de verjaring stuiten met brieven of een exploot;',
          'asking for payment, and interrupting (stuiten) the verjaring with letters or an exploot;',
        ),
        say(
          'betalingen ontvangen op een rekening die alleen voor geld van anderen is;',
          'receiving payments on an account that is only for money of others;',
        ),
        say(
          'het innen uitstellen of beperken, en een betalingsregeling afspreken van ten hoogste twaalf maanden;',
          'postponing or limiting collection, and agreeing on payment in instalments for at most twelve months;',
        ),
        say(
          'een deurwaarder opdracht geven, nadat een medewerker daarover heeft beslist.',
          'instructing a deurwaarder, after a member of our staff has decided so.',
        ),
      ]),
      heading(say('Wat u moet weten', 'What you should know')),
      list([
        say(
          'De dwangsommen zijn helemaal voor u (artikel 611c van het Wetboek van Burgerlijke Rechtsvordering).',
          'The dwangsommen are wholly yours (article 611c of the Wetboek van Burgerlijke Rechtsvordering).',
        ),
        until === null
          ? say('De volmacht geldt tot u haar intrekt.', 'The volmacht holds until you withdraw it.')
          : say(
              `De volmacht geldt tot en met ${day(until)}, of tot u haar intrekt.`,
              `The volmacht holds up to and including ${day(until)}, or until you withdraw it.`,
            ),
        say(
          'Intrekken kan altijd, met een brief of e-mail aan ons. Dan stoppen wij met innen.',
          'You can withdraw it at any time, with a letter or e-mail to us. Then we stop collecting.',
        ),
        say(
          'Wij gebruiken uw gegevens alleen voor deze zaak. De andere ouder krijgt uw adres en uw rekening niet van ons.',
          'We use your data for this case only. The other parent does not get your address or account from us.',
        ),
        say(
          'Wie betaalt, mag een kopie van de volmacht zien (artikel 3:71 van het Burgerlijk Wetboek). Uw rekening staat daar niet in.',
          'Whoever pays may see a copy of the volmacht (article 3:71 of the Burgerlijk Wetboek). Your account is not in it.',
        ),
      ]),
      {
        kind: 'form',
        title: say('Ondertekening', 'Signature'),
        choices: [
          say('Ik geef de last en volmacht uit deze brief.', 'I give the last en volmacht of this letter.'),
          say(
            'Mijn gegevens mogen worden gebruikt zoals in deze brief staat.',
            'My data may be used as this letter says.',
          ),
        ],
        fields: [
          field(say('Naam', 'Name')),
          field(say('Plaats en datum', 'Place and date')),
          field(say('Handtekening', 'Signature')),
        ],
      },
      {
        kind: 'form',
        title: say('Apart vel: uw rekening', 'Separate sheet: your account'),
        choices: [],
        fields: [
          field(say('IBAN voor wat wij aan u betalen', 'IBAN for what we pay to you')),
          field(say('Op naam van', 'In the name of')),
        ],
      },
      ...waysOut(letter, speech),
    ],
  };
}

/** L-03 to the deurwaarder: serve the uitspraak. Whoever serves must know where the debtor lives; nobody needs the address of the creditor, who chooses domicile with the bureau. */
export const opdrachtBetekening = z.strictObject({
  ...headFor(['deurwaarder']),
  document: z.literal('L-03'),
  debtor: debtorToReach,
  titleSha256: sha256Field,
  withBevel: z.boolean(),
  reportBy: dayField,
});

export function opdrachtBetekeningContent(
  letter: z.output<typeof opdrachtBetekening>,
  speech: Speech,
): Content {
  const { say, day } = speech;
  const { debtor, onBehalfOf, bureau, uitspraak } = letter;
  return {
    subject: say('Opdracht om een uitspraak te betekenen', 'Order to serve a decision (betekening)'),
    blocks: [
      onWhoseBehalf(letter, speech),
      paragraph(
        letter.withBevel
          ? say(
              'Wilt u de uitspraak betekenen, met bevel om eraan te voldoen?',
              'Please serve the decision, with a command (bevel) to comply with it.',
            )
          : say(
              'Wilt u de uitspraak betekenen, zonder bevel?',
              'Please serve the decision, without a command (bevel).',
            ),
        say(
          'Voor de betekening kan geen dwangsom worden verbeurd (artikel 611a lid 3 Rv).',
          'Before betekening no dwangsom can be forfeited (article 611a lid 3 Rv).',
        ),
        say(
          `Stuur ons het exploot uiterlijk ${day(letter.reportBy)}. Lukt dat niet, laat ons dan weten waarom.`,
          `Send us the exploot by ${day(letter.reportBy)}. If that fails, tell us why.`,
        ),
      ),
      facts([
        [say('Te betekenen aan', 'To be served on'), `${debtor.name}, ${debtor.address}`],
        [
          say('Op verzoek van', 'At the request of'),
          say(
            `${onBehalfOf}, met gekozen woonplaats bij ${bureau.name}, ${bureau.address}`,
            `${onBehalfOf}, with chosen domicile at ${bureau.name}, ${bureau.address}`,
          ),
        ],
        [
          say('Uitspraak', 'Decision'),
          `${uitspraak.court}, ${day(uitspraak.pronouncedOn)}, ${uitspraak.caseNumber}`,
        ],
        [
          say('Bijlage', 'Enclosure'),
          say('de uitspraak als PDF, en de grosse per post', 'the decision as PDF, and the grosse by post'),
        ],
        [say('SHA-256 van de bijlage', 'SHA-256 of the enclosure'), formatHash(letter.titleSha256)],
      ]),
      paragraph(
        say(
          'Vermeld het adres van de opdrachtgever niet in het exploot. Zij of hij kiest woonplaats bij ons.',
          'Do not put the address of the creditor in the exploot. The creditor chooses domicile with us.',
        ),
      ),
      ...questions(letter, speech),
    ],
  };
}
