import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tellStory } from '../demo/story.ts';
import { openTestDatabase } from './support/database.ts';

const { db } = await openTestDatabase();

test('docs/story.md is what the program tells today (npm run story > docs/story.md)', async () => {
  const told = await tellStory(db);
  const committed = readFileSync(new URL('../docs/story.md', import.meta.url), 'utf8');
  expect(told).toBe(committed);
});
