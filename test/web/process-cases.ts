import { takeMessage } from '../../src/collections/deurwaarder-messages.ts';
import type { Db } from '../../src/db.ts';
import { day } from '../../src/values/index.ts';
import { belemmering, DWANGSOM, order, testedCase } from '../collections/climbing.ts';
import { APPROVER, at, claimedCase, expectAccepted, OFFICER, type OneCase } from '../collections/office.ts';

/** Cases whose pages are looked at: each went another way through the process. Everybody in them is invented. */

/** Through the whole ladder to an order of 14 April 2025, with what the deurwaarder reported of it until 25 April. */
export async function orderedCase(db: Db): Promise<OneCase> {
  const one = await testedCase(db);
  await one.add('2025-04-14', APPROVER, 'opdracht-goedgekeurd', '2025-04-14', order());
  await one.sent('2025-04-14');
  await reported(one, '2025-04-15', 'ontvangen', {});
  await reported(one, '2025-04-17', 'bevel-gedaan', { exploot: 'exploot bevel 1' });
  await reported(one, '2025-04-25', 'beslag-gelegd', {
    beslag: 'beslag-1',
    measure: 'loonbeslag',
    exploot: 'exploot beslag 1',
  });
  return one;
}

async function reported(one: OneCase, on: string, kind: string, data: object): Promise<void> {
  const { dossiernummer } = (await one.view(on)).file;
  const bericht = {
    id: `${kind}-${one.id.slice(-6)}`,
    opdrachtId: `${dossiernummer}-o1`,
    on: day(on),
    kind,
    data,
  };
  expectAccepted(await takeMessage(one.db, bericht as Parameters<typeof takeMessage>[1], at(on)));
}

/** Claimed, and then paused from 20 February through 31 March 2025. */
export async function pausedCase(db: Db): Promise<OneCase> {
  const one = await claimedCase(db);
  await belemmering(one, '2025-02-20', 'pauze', '2025-03-31');
  await one.sent('2025-02-20');
  return one;
}

/** € 100 on 15 March and on 15 April, € 50 on 15 May. The first was paid on its day; the second was not. */
export async function caseInRegeling(db: Db): Promise<OneCase> {
  const one = await claimedCase(db);
  await one.add('2025-03-01', OFFICER, 'betalingsregeling-voorgesteld', '2025-03-01', {
    dwangsommen: [DWANGSOM],
    instalments: [
      { on: '2025-03-15', amount: '100.00' },
      { on: '2025-04-15', amount: '100.00' },
      { on: '2025-05-15', amount: '50.00' },
    ],
  });
  await one.sent('2025-03-01');
  await one.paid('2025-03-15', '100.00');
  return one;
}
