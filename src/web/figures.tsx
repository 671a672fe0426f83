import type { Nearest } from './deadline.ts';
import { DayTime, Euro, Mark } from './parts.tsx';
import type { Open } from './standing.ts';
import { distance } from './words/spoken.ts';

/** What is open by head, as the work list and the top of a case both show it. */
export function Heads({ open }: { open: Open }) {
  return (
    <span class="small heads">
      <span>
        hoofdsom <Euro cents={open.hoofdsom} />
      </span>
      <span>
        rente <Euro cents={open.rente} />
      </span>
      <span>
        kosten <Euro cents={open.kosten} />
      </span>
    </span>
  );
}

export function FirstVerjaring({ nearest }: { nearest: Nearest }) {
  if (nearest === 'none') return <span class="none">Er loopt geen termijn</span>;
  if (nearest === 'stands') return <span class="none">De termijn staat stil</span>;
  const { on, days, urgency } = nearest;
  return (
    <>
      <DayTime on={on} />
      {urgency === 'calm' ? (
        <span class="small block">{distance(days)}</span>
      ) : (
        <Mark kind={urgency}>
          {distance(days)}
          {urgency === 'urgent' ? ': nu handelen' : ''}
        </Mark>
      )}
    </>
  );
}
