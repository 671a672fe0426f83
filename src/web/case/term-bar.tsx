import { type Day, daysBetween, formatDay } from '../../values/index.ts';

const WIDTH = 180;
const HEIGHT = 16;

interface TermBarProps {
  /** The day on which the running term began: the forfeiture, or the last stuiting. */
  readonly start: Day;
  readonly end: Day;
  readonly today: Day;
}

/** Where today stands in the running term. Its meaning stands in its text alternative too, and its colours in the stylesheet. */
export function TermBar({ start, end, today }: TermBarProps) {
  const length = Math.max(1, daysBetween(start, end));
  const passed = Math.min(length, Math.max(0, daysBetween(start, today)));
  const at = Math.round((passed / length) * WIDTH);
  const words = `Dag ${passed} van ${length}: de termijn begon op ${formatDay(start)} en eindigt op ${formatDay(end)}.`;
  return (
    <span class="term-bar">
      <svg
        viewBox={`-3 0 ${WIDTH + 6} ${HEIGHT}`}
        width={WIDTH + 6}
        height={HEIGHT}
        role="img"
        aria-label={words}
      >
        <title>{words}</title>
        <rect class="whole" x="0" y="5" width={WIDTH} height="6" rx="3" />
        <rect class="passed" x="0" y="5" width={at} height="6" rx="3" />
        <line class="today" x1={at} x2={at} y1="0" y2={HEIGHT} />
      </svg>
      <span class="small" aria-hidden="true">
        dag {passed} van {length}
      </span>
    </span>
  );
}
