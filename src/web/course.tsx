import type { Child } from 'hono/jsx';
import type { Day } from '../values/index.ts';
import { DayTime } from './parts.tsx';

/** Something on a day. `isAhead` where it has not happened: its mark is open instead of filled, and its words say so too. */
export interface Stop {
  readonly on: Day;
  readonly isAhead: boolean;
  readonly says: Child;
}

/** Days one below the other along a line, for whoever would rather look than read. */
export function Course({ stops }: { stops: readonly Stop[] }) {
  return (
    <ol class="course">
      {stops.map(({ on, isAhead, says }) => (
        <li class={isAhead ? 'ahead' : 'done'}>
          <DayTime on={on} />
          <div>{says}</div>
        </li>
      ))}
    </ol>
  );
}
