import {
  accepted,
  type Cents,
  type Day,
  day,
  formatDay,
  type Outcome,
  parseCents,
  refused,
  yearOf,
} from '../../values/index.ts';

/**
 * What the debtor owes for an ambtshandeling: the Besluit tarieven ambtshandelingen gerechtsdeurwaarders (BWBR0012638) art. 2, on which Rv 434a builds, as a dated
 * series in euros without VAT. The tariff of the day of the ambtshandeling counts. Each row holds for its own days and no others: the tariffs are indexed by
 * ministerial regulation, and a tariff of last year is a wrong tariff. Without a row nothing is booked.
 *
 * The tariffs of 2023 began on 1 March (Stb. 2023, 63), so January and February of that year have no row here. Those of 2024 for beslag, and all of 2025
 * and 2026, were looked for and not found.
 */
export type Ambtshandeling = keyof typeof AMBTSHANDELINGEN;

const AMBTSHANDELINGEN = {
  dagvaarding: { article: 'Btag art. 2 onder a', named: 'een dagvaarding' },
  'betekening-titel': { article: 'Btag art. 2 onder b', named: 'de betekening van een titel' },
  'aanzegging-of-bevel': { article: 'Btag art. 2 onder c', named: 'een aanzegging of apart bevel' },
  'overige-betekening': { article: 'Btag art. 2 onder d', named: 'een andere betekening' },
  'beslag-roerende-zaken': { article: 'Btag art. 2 onder e', named: 'beslag op roerende zaken' },
  'beslag-onroerende-zaken': { article: 'Btag art. 2 onder o', named: 'beslag op onroerende zaken' },
  'derdenbeslag-niet-periodiek': {
    article: 'Btag art. 2 onder i',
    named: 'derdenbeslag op een niet-periodieke betaling (zoals een bankrekening)',
  },
  'derdenbeslag-periodiek': {
    article: 'Btag art. 2 onder j',
    named: 'derdenbeslag op een periodieke betaling (zoals loon)',
  },
} as const;

interface Tariffs {
  readonly from: Day;
  readonly through: Day;
  readonly amounts: Readonly<Partial<Record<Ambtshandeling, string>>>;
  readonly source: string;
}

/** The day on which somebody last looked for newer rows. */
const LAST_LOOKED_FOR_ON = day('2026-11-26');

export const BTAG: readonly Tariffs[] = [
  {
    from: day('2023-03-01'),
    through: day('2023-12-31'),
    amounts: {
      dagvaarding: '106.73',
      'betekening-titel': '116.20',
      'aanzegging-of-bevel': '84.85',
      'overige-betekening': '76.59',
      'beslag-roerende-zaken': '140.13',
      'beslag-onroerende-zaken': '192.33',
      'derdenbeslag-niet-periodiek': '221.57',
      'derdenbeslag-periodiek': '157.17',
    },
    source: 'Stb. 2023, 63; https://e-legal.nl/btag, "Per 01-03-2023"',
  },
  {
    from: day('2024-01-01'),
    through: day('2024-12-31'),
    amounts: {
      dagvaarding: '112.37',
      'betekening-titel': '122.34',
      'aanzegging-of-bevel': '89.33',
      'overige-betekening': '80.64',
    },
    source:
      'https://www.invorderingsbedrijf.nl/btag/, "Btag 2024"; indexed on 1 January 2024: https://e-legal.nl/btag',
  },
];

/** The tariff in cents without VAT, or a refusal where the series has none for that ambtshandeling on that day. */
export function btagTariff(ambtshandeling: Ambtshandeling, on: Day): Outcome<Cents, 'geen-tarief'> {
  const { article, named } = AMBTSHANDELINGEN[ambtshandeling];
  const amount = BTAG.find(({ from, through }) => from <= on && on <= through)?.amounts[ambtshandeling];
  if (amount !== undefined) return accepted(parseCents(amount));
  return refused({
    code: 'geen-tarief',
    sentence: `Voor ${named} is van ${formatDay(on)} geen tarief bekend; er is voor het laatst gezocht op ${formatDay(LAST_LOOKED_FOR_ON)}. De kosten worden niet geboekt zolang niemand het tarief van die dag heeft vastgelegd.`,
    grounds: [{ article, facts: [], note: 'Het tarief van de dag van de ambtshandeling telt.' }],
  });
}

/** For an estimate: all tariffs of the last year that is known on `on`, with the year, which whoever shows them must name. Costs are never booked by it. */
export function latestBtag(on: Day): {
  readonly year: number;
  readonly items: readonly { readonly named: string; readonly article: string; readonly amount: Cents }[];
} {
  const tariffs = BTAG.findLast(({ from }) => from <= on) ?? BTAG[0]!;
  const items = Object.entries(tariffs.amounts).map(([handeling, amount]) => ({
    ...AMBTSHANDELINGEN[handeling as Ambtshandeling],
    amount: parseCents(amount),
  }));
  return { year: yearOf(tariffs.from), items };
}
