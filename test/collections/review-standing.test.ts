import { expect, test } from 'vitest';
import { reviewStanding, takeStep } from '../../src/collections/index.ts';
import { day } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { at, openOffice, runningCase } from './office.ts';

const { db } = await openTestDatabase();
await openOffice(db);

test('where a review stands is read from the cases themselves: what is due, since when, and nothing once the steps were taken', async () => {
  expect(await reviewStanding(db, day('2025-05-18'))).toEqual({ stillDue: 0, dueSince: null });
  const [one, other] = [await runningCase(db), await runningCase(db)];
  for (const owed of [one, other]) {
    await owed.found('2025-02-16', '2025-02-15');
    await owed.sent('2025-02-16');
    await owed.delivered('2025-02-17', 'b1');
  }
  // The day after the demand was delivered nothing is due; rente comes with the first of a month.
  expect((await reviewStanding(db, day('2025-02-18'))).stillDue).toBe(0);
  const before = await reviewStanding(db, day('2025-05-18'));
  expect(before.stillDue).toBe(2);
  expect(before.dueSince! > '2025-02-18' && before.dueSince! <= '2025-05-18').toBe(true);
  await takeStep(db, one.id, at('2025-05-18'));
  expect((await reviewStanding(db, day('2025-05-18'))).stillDue).toBe(1);
  await takeStep(db, other.id, at('2025-05-18'));
  expect(await reviewStanding(db, day('2025-05-18'))).toEqual({ stillDue: 0, dueSince: null });
});
