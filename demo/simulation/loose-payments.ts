import { addDays, type Day, formatCents } from '../../src/values/index.ts';
import { openOf } from './answers.ts';
import type { Draw } from './draw.ts';
import type { Lane } from './lane.ts';
import { look, type Office, say } from './office.ts';
import { FINANCE } from './people.ts';
import type { SimulatedCase } from './simulated-case.ts';

/**
 * Payments without a reference. Somebody at finance finds out whose it is, and is wrong at times: then it is taken back where it was booked, and booked
 * where it belongs, the same line of the bank.
 */
interface LoosePayment {
  readonly amount: string;
  readonly on: Day;
  readonly reference: string;
  readonly belongsTo: SimulatedCase;
  bookedIn: SimulatedCase | null;
  looksAgainOn: Day;
}

export interface LoosePayments {
  /** One day of it; answers the cases in which something was said. */
  day(
    office: Office,
    lane: Lane,
    cases: readonly SimulatedCase[],
    today: Day,
  ): Promise<readonly SimulatedCase[]>;
}

/** Out of ten thousand days of a case, so many bring one. */
const OFTEN = 6;

export function loosePayments(draw: Draw): LoosePayments {
  const waiting = new Set<LoosePayment>();
  let paid = 0;
  return {
    day: async (office, lane, cases, today) => {
      const spoken: SimulatedCase[] = [];
      if (cases.length > 0 && draw.next() * 10_000 < OFTEN * cases.length) {
        const belongsTo = draw.pick(cases);
        const open = belongsTo.view === null ? 0n : openOf(belongsTo.view);
        paid += 1;
        if (open > 0n)
          waiting.add({
            amount: formatCents(draw.percent(50) ? open : BigInt(draw.between(1, Number(open)))),
            on: today,
            reference: `LOS-${paid}`,
            belongsTo,
            bookedIn: null,
            looksAgainOn: addDays(today, draw.between(1, 10)),
          });
      }
      for (const payment of waiting) {
        if (payment.looksAgainOn > today) continue;
        payment.looksAgainOn = addDays(today, draw.between(5, 40));
        const one =
          payment.bookedIn ??
          (draw.percent(70) ? payment.belongsTo : draw.pick(cases.filter(({ view }) => view?.assessment)));
        spoken.push(one);
        await (payment.bookedIn === null
          ? book(office, lane, payment, one, today)
          : takeBack(office, lane, payment, one, today));
        if (payment.bookedIn === payment.belongsTo) waiting.delete(payment);
      }
      return spoken;
    },
  };
}

async function book(
  office: Office,
  lane: Lane,
  payment: LoosePayment,
  one: SimulatedCase,
  today: Day,
): Promise<void> {
  const { amount, reference, on } = payment;
  await say(
    office,
    lane,
    one,
    { by: FINANCE, kind: 'betaling-ontvangen', on, data: { amount, bankReference: reference } },
    today,
  );
  const { file } = await look(office, one, today);
  const isBooked = file.payments.some(
    ({ bankReference, isWithdrawn }) => bankReference === reference && !isWithdrawn,
  );
  if (!isBooked) return;
  office.tally.count(
    `bank: without a reference, booked ${one === payment.belongsTo ? 'where it belongs' : 'on a wrong case'}`,
  );
  payment.bookedIn = one;
}

/** Refused where its money went out already: then it is asked for first, and looked at again. */
async function takeBack(
  office: Office,
  lane: Lane,
  payment: LoosePayment,
  one: SimulatedCase,
  today: Day,
): Promise<void> {
  const found = (await look(office, one, today)).file.payments.find(
    ({ bankReference, isWithdrawn }) => bankReference === payment.reference && !isWithdrawn,
  );
  if (found) {
    const data = { fact: found.id, reason: 'Op de verkeerde zaak geboekt.' };
    await say(office, lane, one, { by: FINANCE, kind: 'feit-ingetrokken', on: today, data }, today);
  }
  const { file } = await look(office, one, today);
  const stillStands = file.payments.some(
    ({ bankReference, isWithdrawn }) => bankReference === payment.reference && !isWithdrawn,
  );
  if (stillStands) return;
  payment.bookedIn = null;
  office.tally.count('bank: taken back from a wrong case');
  await book(office, lane, payment, payment.belongsTo, today);
}
