import { z } from 'zod';
import { executieopdrachtSchema, opdrachtShape } from './opdracht.ts';
import { idText, sentence, sha256Text, shortText } from './texts.ts';

/** What travels beside orders and messages. Both sides read by these, and docs/executieopdracht-v1.schema.json publishes them. */

/** Larger bodies are refused unread. The PDF of an order is some tens of kilobytes. */
export const MOST_BYTES_OF_AN_ORDER = 10_000_000;
export const MOST_BYTES_OF_AN_ANSWER = 5_000_000;
export const MESSAGES_A_PAGE = 100;

const pdf = z.strictObject({ sha256: sha256Text, base64: z.base64().max(13_000_000) }).nullable();

/** The body of an order: the data, and the same for the eyes of a person. In one body, so that one signature covers both. */
export const zendingSchema = z.strictObject({ opdracht: executieopdrachtSchema, pdf });
export const zendingShape = z.strictObject({ opdracht: opdrachtShape, pdf });

/** Answer to an order or a withdrawal that was taken. */
export const ontvangstbewijsSchema = z.object({
  opdrachtId: idText,
  /** By which the deurwaarder finds the reception back. */
  ontvangstbewijs: idText,
  /** Of the body that was received. */
  sha256: sha256Text,
});

export const intrekkingSchema = z.strictObject({ reason: sentence });

export const berichtenSchema = z.object({
  /** Each is read for itself: one that cannot be read keeps no others. */
  messages: z.array(z.unknown()).max(MESSAGES_A_PAGE),
  /** Where the next page begins; the same again where there was nothing new. */
  next: shortText,
});

/** RFC 9457, with every fault in the body that was sent. */
export const problemSchema = z.object({
  title: shortText,
  detail: sentence.optional(),
  errors: z
    .array(z.object({ pointer: z.string().max(500), detail: sentence }))
    .max(1_000)
    .optional(),
});
