import { addDays, type Day, day, parsePercent } from '../../values/index.ts';

/**
 * The statutory interest of BW 6:119, the non-commercial rate (BW 6:120 lid 1; Besluit wettelijke rente, BWBR0002744), as a dated
 * series. Each row holds until the next one; the last holds until LAST_CONFIRMED_ON, the day up to which somebody looked it up. Outside
 * the series there is no rate, and whoever needs one is refused: the table never carries a rate on into a year that is not known.
 */
interface Rate {
  readonly from: Day;
  /** The last day on which this rate is known to hold. */
  readonly through: Day;
  /** Per year, in hundredths of a percent: 6% is 600n. */
  readonly hundredths: bigint;
  readonly source: string;
}

/** All of 2026 is confirmed: Stb. 2025, 427, and unchanged on 1 July 2026. */
export const LAST_CONFIRMED_ON = day('2026-12-31');

const RAAD_VAN_ARBITRAGE =
  'https://www.raadvanarbitrage.nl/woordenlijst-detail/269/wettelijke-rente-wettelijke-handelsrente.html';
const RENTETOOL = 'github:Matthi-code/rentetool docs/03_rentetabel.csv';
const LUXIS = 'github:Apartsalan/luxis backend/alembic/versions/010_seed_interest_rates.py';

const PUBLISHED: readonly { readonly from: string; readonly percent: string; readonly source: string }[] = [
  { from: '1976-04-01', percent: '8', source: RAAD_VAN_ARBITRAGE },
  { from: '1979-01-01', percent: '10', source: RAAD_VAN_ARBITRAGE },
  { from: '1980-04-01', percent: '12', source: RAAD_VAN_ARBITRAGE },
  { from: '1983-01-01', percent: '9', source: RAAD_VAN_ARBITRAGE },
  { from: '1987-04-01', percent: '8', source: RAAD_VAN_ARBITRAGE },
  { from: '1990-01-01', percent: '10', source: RAAD_VAN_ARBITRAGE },
  { from: '1990-07-01', percent: '11', source: RAAD_VAN_ARBITRAGE },
  {
    from: '1992-01-01',
    percent: '12',
    source: `${RAAD_VAN_ARBITRAGE} (single source for the exact month; verify before use)`,
  },
  { from: '1993-07-01', percent: '10', source: RAAD_VAN_ARBITRAGE },
  { from: '1994-01-01', percent: '9', source: RAAD_VAN_ARBITRAGE },
  { from: '1995-01-01', percent: '8', source: RAAD_VAN_ARBITRAGE },
  { from: '1996-01-01', percent: '7', source: RAAD_VAN_ARBITRAGE },
  { from: '1996-07-01', percent: '5', source: RAAD_VAN_ARBITRAGE },
  { from: '1998-01-01', percent: '6', source: RAAD_VAN_ARBITRAGE },
  { from: '2001-01-01', percent: '8', source: `${RAAD_VAN_ARBITRAGE} + ${RENTETOOL}` },
  { from: '2002-01-01', percent: '7', source: `${RAAD_VAN_ARBITRAGE} + ${RENTETOOL}` },
  { from: '2003-08-01', percent: '5', source: `${RAAD_VAN_ARBITRAGE} + ${RENTETOOL}` },
  { from: '2004-02-01', percent: '4', source: `${RAAD_VAN_ARBITRAGE} + ${RENTETOOL}` },
  { from: '2007-01-01', percent: '6', source: `${RAAD_VAN_ARBITRAGE} + ${RENTETOOL}` },
  { from: '2009-07-01', percent: '4', source: `${RAAD_VAN_ARBITRAGE} + ${RENTETOOL}` },
  {
    from: '2010-01-01',
    percent: '3',
    source:
      'BWB text of Besluit wettelijke rente BWBR0002744 as in force 2010-01-01 (github:statengeneraal/laws-markdown commit d9eb70e05f) + raadvanarbitrage.nl',
  },
  {
    from: '2011-07-01',
    percent: '4',
    source:
      'BWB text BWBR0002744 as in force 2011-07-01 (github:statengeneraal/laws-markdown commit c07378368a) + https://www.iqount.nl/nieuws/verhoging-wettelijke-rente-per-1-juli-2011/',
  },
  {
    from: '2012-07-01',
    percent: '3',
    source:
      'BWB text BWBR0002744 as in force 2012-07-01 (github:statengeneraal/laws-markdown commit dd248ec3f2)',
  },
  {
    from: '2015-01-01',
    percent: '2',
    source: `Stb. 2014-516 as cited in ${LUXIS} + ${RENTETOOL} and docs/08_expertcontrole.md`,
  },
  { from: '2023-01-01', percent: '4', source: `Stb. 2022-517 as cited in ${LUXIS} + ${RENTETOOL}` },
  { from: '2023-07-01', percent: '6', source: `Stb. 2023-215 as cited in ${LUXIS} + ${RENTETOOL}` },
  {
    from: '2024-01-01',
    percent: '7',
    source: `Stb. 2023-462 as cited in ${LUXIS} + http://nl.wikipedia.org/wiki/wettelijke_rente (still 7 on 2024-07-01: https://mijn.metaalunie.nl/Advies/Detail/wettelijke-rente-per-1-juli-2024)`,
  },
  { from: '2025-01-01', percent: '6', source: `Stb. 2024-409 as cited in ${LUXIS} + ${RENTETOOL}` },
  {
    from: '2026-01-01',
    percent: '4',
    source: `Stb. 2025-427 as cited in ${LUXIS} + ${RENTETOOL}; unchanged on 2026-07-01 per luxis s230_handelsrente_2026_07.py (checked against rijksoverheid.nl 2026-07-20)`,
  },
];

export const WETTELIJKE_RENTE: readonly Rate[] = PUBLISHED.map(({ from, percent, source }, index) => {
  const next = PUBLISHED[index + 1];
  return {
    from: day(from),
    through: next ? addDays(day(next.from), -1) : LAST_CONFIRMED_ON,
    hundredths: parsePercent(percent),
    source,
  };
});

/** The rate in force on `on`, or null where the series does not know it. */
export function rateOn(on: Day): Rate | null {
  if (on > LAST_CONFIRMED_ON) return null;
  // From the newest back, because most questions are about the last few years.
  for (let index = WETTELIJKE_RENTE.length - 1; index >= 0; index--) {
    const rate = WETTELIJKE_RENTE[index]!;
    if (rate.from <= on) return rate;
  }
  return null;
}
