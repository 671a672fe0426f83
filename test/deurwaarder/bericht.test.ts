import { expect, test } from 'vitest';
import {
  berichtSchema,
  readOpdracht,
  sortMessages,
  whyNotBeside,
  whyOutsideOrder,
} from '../../src/deurwaarder/index.ts';
import { type ExampleOpdracht, exampleOpdracht } from './example.ts';
import { bericht, gelegd } from './messages.ts';

const received = bericht('m1', '2026-06-02', 'ontvangen');
const bevel = bericht('m2', '2026-06-04', 'bevel-gedaan', { exploot: 'bevel-1' });
const beslag = gelegd('m3', '2026-06-10', 'loonbeslag');

test('each message counts once, however often it comes, in the order in which it happened', () => {
  expect(sortMessages([], [beslag, received, beslag, bevel, received])).toEqual({
    fresh: [received, bevel, beslag],
    contradictions: [],
  });
  expect(sortMessages([received, bevel], [bevel, beslag, received])).toEqual({
    fresh: [beslag],
    contradictions: [],
  });
});

test('the same with its keys in another order is the same', () => {
  const { id, opdrachtId, on, kind, data } = bevel;
  const turned = berichtSchema.parse({ data, kind, on, opdrachtId, id });
  expect(sortMessages([bevel], [turned])).toEqual({ fresh: [], contradictions: [] });
});

test('one id with two contents is a contradiction, which nobody resolves in silence', () => {
  const other = bericht('m2', '2026-06-05', 'bevel-gedaan', { exploot: 'bevel-1' });
  expect(sortMessages([bevel], [other])).toEqual({ fresh: [], contradictions: [other] });
  expect(sortMessages([], [bevel, other])).toEqual({ fresh: [bevel], contradictions: [other] });
});

function order(change: (opdracht: ExampleOpdracht) => void = () => {}) {
  const opdracht = exampleOpdracht();
  change(opdracht);
  const read = readOpdracht(opdracht);
  if (!read.ok) throw new Error(read.refusals.map(({ sentence }) => sentence).join(' '));
  return read.value;
}

/** The order with one line, of another dwangsom: 250.00 and 1.02 of rente, 116.20 kosten. */
const later = order((opdracht) => {
  opdracht.opdrachtId = 'opd_02';
  opdracht.lines = [{ ...opdracht.lines[1]!, dwangsom: 'n3/1', nietNakoming: 'n3' }];
  opdracht.total = { hoofdsom: '250.00', rente: '1.02', kosten: '116.20', open: '367.22' };
});

test('a later dwangsom goes into an order of its own', () => {
  expect(whyNotBeside([order()], later)).toEqual([]);
});

test('a running order takes nothing in: its own id with more lines is refused, itself again is not', () => {
  expect(whyNotBeside([order()], order())).toEqual([]);
  expect(whyNotBeside([order()], { ...later, opdrachtId: 'opd_01' })).toMatchObject([
    { code: 'opdracht-loopt' },
  ]);
});

test('one dwangsom is in the hands of the deurwaarder once', () => {
  const again = order((opdracht) => {
    opdracht.opdrachtId = 'opd_03';
  });
  const refusals = whyNotBeside([later, order()], again);
  expect(refusals).toMatchObject([{ code: 'opdracht-loopt', grounds: [{ facts: ['n1/1', 'n2/1'] }] }]);
  expect(refusals[0]!.sentence).toBe(
    'Opdracht opd_01 loopt al voor n1/1, n2/1. Trek die eerst in, of laat deze dwangsommen weg.',
  );
});

test('a beslag that the order did not allow is told apart from one that it did', () => {
  expect(whyOutsideOrder(order(), beslag)).toEqual([]);
  expect(whyOutsideOrder(order(), bevel)).toEqual([]);
  expect(whyOutsideOrder(order(), gelegd('m4', '2026-06-10', 'beslag-roerende-zaken'))).toMatchObject([
    {
      code: 'buiten-opdracht',
      sentence:
        'Volgens exploot exploot-m4 is op 2026-06-10 beslag-roerende-zaken gelegd; opdracht opd_01 staat dat niet toe.',
    },
  ]);
});
