import { z } from 'zod';
import { type Day, isDay } from '../values/index.ts';

/**
 * The small texts of which an order and a message are made. Each also says in a pattern what it looks like, because the published JSON Schema can carry
 * patterns but no code: what the pattern lets through and the calendar does not (30 February) is found by the program alone.
 */
export const dayText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'geen kalenderdag, geschreven als JJJJ-MM-DD')
  .meta({ format: 'date' })
  .refine((text) => isDay(text), 'geen bestaande kalenderdag')
  .transform((text) => text as Day);

/** Always two decimals, so that one amount has one form and one hash. */
export const amountText = z
  .string()
  .regex(
    /^(?:0|[1-9]\d{0,14})\.\d{2}$/,
    'geen bedrag in euro’s met een punt en twee decimalen, zoals "250.00"',
  );

/** Spaces alone are no text, which a pattern can say in the published schema too. */
export const sentence = z.string().regex(/\S/, 'leeg').max(10_000).trim();
export const shortText = z.string().regex(/\S/, 'leeg').max(300).trim();
/** Travels in an address and in a file name, so it holds nothing that has a meaning there. */
export const idText = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, 'geen kenmerk van letters, cijfers, - en _');
export const sha256Text = z.string().regex(/^[0-9a-f]{64}$/, 'geen sha-256 in 64 kleine hexadecimale tekens');

/** For what has no words of its own: people read these faults. */
const IN_DUTCH = { error: z.locales.nl().localeError };

/** What `schema` makes of `document`, or all of its faults at once, each with its place as a JSON Pointer (RFC 6901). */
export function readBy<Schema extends z.ZodType>(
  schema: Schema,
  document: unknown,
): { readonly read: z.output<Schema> } | { readonly faults: readonly DocumentFault[] } {
  const result = schema.safeParse(document, IN_DUTCH);
  if (result.success) return { read: result.data };
  return {
    faults: result.error.issues.map((issue) => ({
      pointer: issue.path
        .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
        .join(''),
      detail: issue.message,
    })),
  };
}

export interface DocumentFault {
  readonly pointer: string;
  /** What was expected there, in Dutch. */
  readonly detail: string;
}

export function faultsAsText(faults: readonly DocumentFault[]): string {
  return faults
    .map(({ pointer, detail }) => `${pointer === '' ? 'het geheel' : pointer}: ${detail}`)
    .join('; ');
}
