import type { Db } from '../db.ts';
import type { Day } from '../values/index.ts';
import type { Ladder } from './process/ladder.ts';
import { climbOf } from './process/rungs.ts';
import { type CaseView, listCases } from './views.ts';

/** What a new version of the ladder would do to the cases of today, before anybody releases it. Nothing is written. */
export interface LadderTrial {
  readonly cases: number;
  /** Dwangsommen whose next step, or its day, would be another. */
  readonly changes: readonly LadderChange[];
}

export interface LadderChange {
  readonly dossiernummer: string;
  readonly dwangsom: string;
  readonly now: NextStep | null;
  readonly proposed: NextStep | null;
}

interface NextStep {
  readonly step: string;
  readonly on: Day;
}

const CASES_A_PAGE = 200;

export async function tryLadder(
  db: Db,
  ladder: Ladder,
  today: Day,
  onProgress: (cases: number) => void = () => {},
): Promise<LadderTrial> {
  const changes: LadderChange[] = [];
  let cases = 0;
  for (let after: string | undefined; ; ) {
    const page = await db.transaction((tx) =>
      listCases(tx, today, after === undefined ? { limit: CASES_A_PAGE } : { after, limit: CASES_A_PAGE }),
    );
    changes.push(...page.flatMap((view) => changesIn(view, ladder, today)));
    cases += page.length;
    onProgress(cases);
    after = page.at(-1)?.file.dossiernummer;
    if (page.length < CASES_A_PAGE) return { cases, changes };
  }
}

/** As if the case had begun with it: a released version counts for cases that begin, and for those that a person moves to it. */
function changesIn({ file, assessment, standing }: CaseView, ladder: Ladder, today: Day): LadderChange[] {
  const own = { ...file, ladder: file.ladder ?? standing.ladder };
  const other = { ...file, ladder };
  return (assessment?.dwangsommen ?? [])
    .filter(({ status }) => status === 'opeisbaar')
    .flatMap((row): LadderChange[] => {
      const now = nextOf(climbOf(own, row, today));
      const proposed = nextOf(climbOf(other, row, today));
      return now?.step === proposed?.step && now?.on === proposed?.on
        ? []
        : [{ dossiernummer: file.dossiernummer, dwangsom: row.id, now, proposed }];
    });
}

function nextOf(climb: ReturnType<typeof climbOf>): NextStep | null {
  return climb && { step: climb.step.step, on: climb.on };
}
