import { z } from 'zod';
import { type Day, isAmount, isDay } from '../values/index.ts';

/** What the bodies of events are made of. */

export const dayText = z
  .string()
  .refine(isDay, 'geen bestaande kalenderdag (JJJJ-MM-DD)')
  .transform((text) => text as Day);
export const amountText = z
  .string()
  .refine(isAmount, 'geen bedrag in euro’s met hoogstens twee decimalen, zoals "250.00"');
export const words = z.string().trim().min(1).max(10_000);
export const reference = z.string().trim().min(1).max(200);
export const lawId = z.string().min(1).max(60);
