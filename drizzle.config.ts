import { defineConfig } from 'drizzle-kit';

/** For `drizzle-kit generate` alone: it compares these files with drizzle/meta and never opens a database. */
export default defineConfig({
  dialect: 'postgresql',
  // One file a room, next to its queries.
  schema: ['./src/ledger/schema.ts', './src/collections/schema.ts'],
  out: './drizzle',
});
