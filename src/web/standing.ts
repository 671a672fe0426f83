import {
  type CaseView,
  type Hold,
  holdsOn,
  runningOrders,
  runningRegeling,
  type Step,
} from '../collections/index.ts';
import type { Dwangsom } from '../law/index.ts';
import { type Cents, type Day, parseCents } from '../values/index.ts';
import { HOLD_WORDS } from './words/ladder-words.ts';

/** What is open, in its three heads. */
export interface Open {
  readonly hoofdsom: Cents;
  readonly rente: Cents;
  readonly kosten: Cents;
  readonly total: Cents;
}

export function openOf({ assessment }: CaseView): Open {
  const open = assessment?.totals.open;
  const [hoofdsom, rente, kosten] = [open?.hoofdsom, open?.rente, open?.kosten].map((amount) =>
    parseCents(amount ?? '0'),
  ) as [Cents, Cents, Cents];
  return { hoofdsom, rente, kosten, total: hoofdsom + rente + kosten };
}

/** Where the case stands, in a few words, from what its history and the law say today. */
export function stageOf(view: CaseView, today: Day): string {
  const { file, assessment } = view;
  if (view.notAssessed !== null) return 'Staat stil: kan niet worden berekend';
  if (!file.uitspraak) return 'Nog geen uitspraak';
  if (file.uitspraak.state === 'ter-controle') return 'Uitspraak wacht op controle door een tweede persoon';
  if (file.uitspraak.state === 'teruggegeven') return 'Uitspraak teruggegeven om te verbeteren';
  if (!assessment || !file.betekening) return 'Uitspraak nog niet betekend';
  if (assessment.vernietigdBy !== null) {
    return view.plan.length > 0
      ? 'Uitspraak vernietigd: geld gaat terug'
      : 'Uitspraak vernietigd en afgewikkeld';
  }
  const { dwangsommen, pending } = assessment;
  const due = dwangsommen.filter(({ status }) => status === 'opeisbaar');
  const [hold] = holdsOn(file, today, 'eisen');
  if (hold && (due.length > 0 || hold.state === 'gesloten')) return heldStage(hold);
  if (due.some(({ invorderbaar }) => invorderbaar)) return stageOfCollecting(view, due, today);
  if (due.length > 0) return 'Invordering geschorst';
  if (pending.length > 0) return 'Melding wacht op een oordeel';
  if (dwangsommen.some(({ status }) => status === 'betwistbaar'))
    return 'Misschien verjaard: een persoon beslist';
  if (openOf(view).total > 0n) return 'Alleen kosten staan nog open';
  if (dwangsommen.some(({ status }) => status === 'voldaan')) return 'Alles betaald';
  if (dwangsommen.length > 0) return 'Verjaard';
  return 'Betekend; er is niets verbeurd';
}

function heldStage({ state }: Hold): string {
  if (state === 'gesloten') return 'Gesloten';
  return `${HOLD_WORDS[state]}: er wordt niet om betaling gevraagd`;
}

function stageOfCollecting({ file }: CaseView, due: readonly Dwangsom[], today: Day): string {
  if (runningOrders(file).length > 0) return 'Bij de deurwaarder';
  const regeling = runningRegeling(file, today);
  if (regeling && due.every(({ id }) => regeling.dwangsommen.includes(id))) return 'Betalingsregeling loopt';
  return 'Invordering loopt';
}

/** What the program does next by itself; null where it waits for a fact or a person. */
export function nextOfProgram({ plan }: CaseView): Step | null {
  return plan.find(({ act }) => act !== null) ?? null;
}

/** What waits for a person now, not only later. */
export function waitingForPersons({ plan }: CaseView, today: Day): Step[] {
  return plan.filter(({ act, on }) => act === null && on <= today);
}

export function isOverdue({ deadline }: Step, today: Day): boolean {
  return deadline !== null && deadline < today;
}
