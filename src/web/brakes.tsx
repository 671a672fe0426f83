import type { BrakeKind } from '../collections/index.ts';
import type { Day } from '../values/index.ts';
import { DayTime } from './parts.tsx';
import { BRAKE_WORDS } from './words/ladder-words.ts';

export interface ShownBrake {
  readonly what: BrakeKind;
  readonly setOn: Day;
  readonly setBy: string;
  readonly reason: string;
}

/** One brake in words: on what, since when, by whom and why. What it holds may be money or a letter, so it names a person to ask. */
export function BrakeLine({ brake, reach }: { brake: ShownBrake; reach: string }) {
  const { what, setOn, setBy, reason } = brake;
  return (
    <p class="brake">
      <strong>
        Rem op {BRAKE_WORDS[what]}, {reach}.
      </strong>{' '}
      Sinds <DayTime on={setOn} />, gezet door {setBy}: <q>{reason}</q>
    </p>
  );
}

/** Above every page as long as one is on: nobody may wonder why the program stands still. */
export function OfficeBrakes({ brakes }: { brakes: readonly ShownBrake[] }) {
  if (brakes.length === 0) return null;
  return (
    <aside class="brakes" aria-label="Remmen op het hele bureau">
      {brakes.map((brake) => (
        <BrakeLine brake={brake} reach="voor het hele bureau" />
      ))}
    </aside>
  );
}
