import { z } from 'zod';
import { berichtSchema } from './bericht.ts';
import { opdrachtShape, VERSION } from './opdracht.ts';
import {
  berichtenSchema,
  intrekkingSchema,
  ontvangstbewijsSchema,
  problemSchema,
  zendingShape,
} from './wire.ts';

/** A name and no address: nothing is to be looked up there. */
export const SCHEMA_ID = 'urn:dwangsom:executieopdracht:v1';

/**
 * docs/executieopdracht-v1.schema.json: the order at the top, what travels beside it under `$defs`. Sums, and days that must lie in some order, are beyond JSON Schema;
 * docs/executieopdracht.md lists them, and a deurwaarder who leaves them out takes an order that this program would never have sent.
 */
export function executieopdrachtJsonSchema(): Record<string, unknown> {
  return {
    ...inputOf(opdrachtShape),
    $id: SCHEMA_ID,
    title: VERSION,
    $defs: Object.fromEntries(
      Object.entries({
        zending: zendingShape,
        bericht: berichtSchema,
        berichten: berichtenSchema,
        ontvangstbewijs: ontvangstbewijsSchema,
        intrekking: intrekkingSchema,
        problem: problemSchema,
      }).map(([name, schema]) => {
        const { $schema: _, ...definition } = inputOf(schema);
        // The order stands in the document once; a zending holds one.
        if (name === 'zending') (definition.properties as Record<string, unknown>).opdracht = { $ref: '#' };
        return [name, definition];
      }),
    ),
  };
}

/** As a document is written, not as the program holds it. */
function inputOf(schema: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
}
