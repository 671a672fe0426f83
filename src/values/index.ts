/** The small words that every room speaks. */
export * from './cents.ts';
export * from './day.ts';
export type { Ground } from './ground.ts';
export * from './id.ts';
export * from './outcome.ts';
