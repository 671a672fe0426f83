import { createHash } from 'node:crypto';
import type { BeslagMeasure, DeurwaarderBericht, Executieopdracht } from '../src/deurwaarder/index.ts';
import { addDays, addMonths, type Cents, type Day, formatCents, parseCents } from '../src/values/index.ts';

/**
 * What an invented deurwaarder does with an order, from its reception to its end, drawn once and then known: a simulation can look at any day of it. He keeps every
 * statutory term. The incomes and the beslagvrije voet are invented, not computed; what they show is how they travel.
 */

/** From 0 up to but not including 1; the same numbers for the same seed on every machine (mulberry32, by Tommy Ettinger, in the public domain). */
export type Draw = () => number;

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Without VAT: what this deurwaarder charges on any day, for want of published tariffs of every year. They are those of 2023. */
const CHARGED = {
  'betekening-titel': '116.20',
  'overige-betekening': '76.59',
  'derdenbeslag-periodiek': '157.17',
  'derdenbeslag-niet-periodiek': '221.57',
} as const;

/** In the order in which he would try them. */
const TRIED: readonly BeslagMeasure[] = ['loonbeslag', 'uitkeringsbeslag', 'bankbeslag'];
const MOST_MONTHS = 36;

interface Course {
  readonly messages: DeurwaarderBericht[];
  readonly say: <Kind extends DeurwaarderBericht['kind']>(
    kind: Kind,
    on: Day,
    data: Extract<DeurwaarderBericht, { kind: Kind }>['data'],
  ) => void;
  readonly charge: (ambtshandeling: keyof typeof CHARGED, on: Day, exploot: string) => void;
  readonly between: (least: number, most: number) => number;
  /** What the debtor owes: the order, and what is charged on the way. */
  owed: Cents;
}

export function courseOf(opdracht: Executieopdracht, receivedOn: Day, draw: Draw): DeurwaarderBericht[] {
  const course = begin(opdracht, draw);
  const exploot = (kind: string) => `${kind}-${course.between(10_000, 99_999)}`;
  course.say('ontvangen', receivedOn, {});

  const bevelOn = addDays(receivedOn, course.between(1, 4));
  const bevel = exploot('bevel');
  course.say('bevel-gedaan', bevelOn, { exploot: bevel });
  course.charge('betekening-titel', bevelOn, bevel);

  const measure = TRIED.find((tried) => opdracht.measures.some((allowed) => allowed.measure === tried));
  // Rv 439 lid 1: beslag not before two days after the bevel; with a weekend between them a few more.
  const beslagOn = addDays(bevelOn, course.between(5, 10));
  if (measure === undefined) {
    course.say('afgerond', beslagOn, { outcome: 'teruggegeven' });
    return course.messages;
  }
  const beslag = 'b1';
  const laid = exploot('beslag');
  course.say('beslag-gelegd', beslagOn, { beslag, measure, exploot: laid });
  course.charge(
    measure === 'bankbeslag' ? 'derdenbeslag-niet-periodiek' : 'derdenbeslag-periodiek',
    beslagOn,
    laid,
  );
  // Rv 475i lid 1: within eight days.
  const toldOn = addDays(beslagOn, course.between(1, 8));
  const overbetekend = exploot('overbetekening');
  course.say('beslag-overbetekend', toldOn, { beslag, exploot: overbetekend });
  course.charge('overige-betekening', toldOn, overbetekend);

  if (measure === 'bankbeslag') endAtTheBank(course, beslag, toldOn);
  else withholdMonthly(course, beslag, beslagOn, toldOn);
  return course.messages;
}

function endAtTheBank(course: Course, beslag: string, toldOn: Day): void {
  const held = BigInt(course.between(0, 60_000));
  const taken = held < course.owed ? held : course.owed;
  const declaredOn = addDays(toldOn, 14);
  course.say('derdenverklaring', declaredOn, { beslag, amount: formatCents(held) });
  if (taken > 0n) course.say('inhouding', addDays(declaredOn, 14), { beslag, amount: formatCents(taken) });
  const outcome = taken === course.owed ? 'voldaan' : 'teruggegeven';
  course.say('afgerond', addDays(declaredOn, 15), { outcome });
}

/** From the end of the four weeks of Rv 475i lid 3, month after month, with the beslagvrije voet found anew within each year. */
function withholdMonthly(course: Course, beslag: string, beslagOn: Day, toldOn: Day): void {
  const net = BigInt(course.between(210_000, 320_000));
  const result = net - BigInt(course.between(9_000, 40_000));
  const tell = (countsFrom: Day, on: Day) =>
    course.say('beslagvrije-voet', on, {
      beslag,
      result: formatCents(result),
      maximum: formatCents(result + 5_000n),
      net: formatCents(net),
      countsFrom,
      validUntil: addDays(addMonths(on, 12), -1),
      inputsSha256: createHash('sha256').update(`${beslag} ${net} ${result} ${on}`).digest('hex'),
      toldOn: on,
      receivedOn: addDays(on, 1),
    });
  tell(beslagOn, toldOn);
  course.say('derdenverklaring', addDays(toldOn, 14), { beslag, amount: formatCents(net) });

  const firstOn = addDays(toldOn, 31);
  for (let month = 0; month < MOST_MONTHS; month++) {
    const on = addMonths(firstOn, month);
    if (month > 0 && month % 10 === 0) tell(on, on);
    const above = net - result;
    const taken = above < course.owed ? above : course.owed;
    course.say('inhouding', on, { beslag, amount: formatCents(taken) });
    course.owed -= taken;
    if (course.owed === 0n) {
      course.say('beslag-opgeheven', addDays(on, 2), { beslag, reason: 'Alles is betaald.' });
      course.say('afgerond', addDays(on, 3), { outcome: 'voldaan' });
      return;
    }
  }
  course.say('afgerond', addMonths(firstOn, MOST_MONTHS), { outcome: 'teruggegeven' });
}

function begin({ opdrachtId, total }: Executieopdracht, draw: Draw): Course {
  const messages: DeurwaarderBericht[] = [];
  // Short, whatever the length of the order's own id, and another for each order.
  const named = createHash('sha256').update(opdrachtId).digest('hex').slice(0, 16);
  const course: Course = {
    messages,
    owed: parseCents(total.open),
    between: (least, most) => least + Math.floor(draw() * (most - least + 1)),
    say: (kind, on, data) => {
      messages.push({
        id: `${named}-${messages.length + 1}`,
        opdrachtId,
        on,
        kind,
        data,
      } as DeurwaarderBericht);
    },
    charge: (ambtshandeling, on, exploot) => {
      const amount = CHARGED[ambtshandeling];
      course.say('kosten', on, { ambtshandeling, amount, exploot });
      course.owed += parseCents(amount);
    },
  };
  return course;
}
