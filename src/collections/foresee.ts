import type { Day } from '../values/index.ts';
import { asIfAdded, type CaseFile } from './case-file.ts';
import type { EventDraft } from './events.ts';
import type { StoredCase } from './history.ts';
import { assessCase } from './law-document.ts';
import { planOf, wakeDayOf } from './plan.ts';
import type { Step } from './step.ts';

/** More than a case does in a year; whoever asks further sees the first so many. */
const STEPS_MAXIMUM = 100;

/**
 * What the program will do by itself until a day, if nobody does or pays anything and every letter goes out on its day: the plan, played forward. It is the
 * same plan that the job follows, so as long as nothing happens this is what happens. Nothing is written.
 */
export function foresee(
  { file: recorded, kinderen, standing }: Pick<StoredCase, 'file' | 'kinderen' | 'standing'>,
  today: Day,
  until: Day,
): Step[] {
  const seen: Step[] = [];
  let file = recorded;
  let on = today;
  while (on <= until && seen.length < STEPS_MAXIMUM) {
    const assessed = assessCase(file, kinderen, on);
    // For a day without a rate nobody knows what follows.
    if (!assessed.ok) return seen;
    const steps = planOf(file, assessed.value, on, standing);
    const due = steps.find(
      (step) => step.on <= on && step.act?.kind === 'record' && step.heldBy === undefined,
    );
    if (due?.act?.kind === 'record') {
      seen.push({ ...due, on });
      file = afterwards(file, due.act.event, on);
      continue;
    }
    const next = wakeDayOf(steps.filter((step) => step.on > on));
    if (next === null) return seen;
    on = next;
  }
  return seen;
}

/** A letter goes out on the day on which it is promised; whether it arrives nobody knows. */
function afterwards(file: CaseFile, draft: EventDraft, on: Day): CaseFile {
  const next = asIfAdded(file, draft, on);
  if (draft.kind !== 'brief-beloofd') return next;
  const sent = { kind: 'brief-verzonden', on, data: { letter: draft.data.id, proof: 'voorzien' } } as const;
  return asIfAdded(next, sent, on);
}
