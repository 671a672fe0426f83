import { type BerichtKind, berichtSchema, type DeurwaarderBericht } from '../../src/deurwaarder/index.ts';

/** A message as it would have arrived; read by the schema, so that no test works with one that could not. */
export function bericht(id: string, on: string, kind: BerichtKind, data: object = {}): DeurwaarderBericht {
  return berichtSchema.parse({ id, opdrachtId: 'opd_01', on, kind, data });
}

export function gelegd(id: string, on: string, measure: string, beslag = 'b1'): DeurwaarderBericht {
  return bericht(id, on, 'beslag-gelegd', { beslag, measure, exploot: `exploot-${id}` });
}

export function voet(id: string, on: string, more: object = {}, beslag = 'b1'): DeurwaarderBericht {
  return bericht(id, on, 'beslagvrije-voet', {
    beslag,
    result: '1900.00',
    maximum: '2100.00',
    net: '2200.00',
    countsFrom: on,
    validUntil: '2027-12-31',
    inputsSha256: 'b'.repeat(64),
    toldOn: on,
    receivedOn: null,
    ...more,
  });
}
