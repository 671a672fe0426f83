import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, migrate } from '../src/db.ts';
import { startEmbedded } from '../src/embedded.ts';
import { broken, landedFile, migrationHashes, schemaFile } from './landed.ts';
import { schemaText } from './schema-text.ts';

/**
 * Writes drizzle/schema.sql from a fresh database and adds new migrations to drizzle/landed.json; refuses where a landed one changed. With `--check` it
 * writes nothing and fails where the two are not up to date.
 */
const onlyChecks = process.argv.includes('--check');
const changed = broken();
if (changed.length > 0) {
  console.error(
    `Changed or removed since they landed: ${changed.join(', ')}. A landed migration is never edited, because databases already ` +
      'ran it: restore it and add a new one. Where it has never left this checkout, remove its line from drizzle/landed.json first.',
  );
  process.exit(1);
}

const directory = await mkdtemp(join(tmpdir(), 'dwangsom-schema-'));
try {
  await chmod(directory, 0o755);
  const embedded = await startEmbedded({ dataDir: directory, throwaway: true, log: () => {} });
  try {
    await migrate(embedded.url);
    const { sql, close } = connect(embedded.url, { maximumConnections: 1 });
    await put(schemaFile, await schemaText(sql));
    await close();
  } finally {
    await embedded.stop();
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}
await put(landedFile, `${JSON.stringify(migrationHashes(), null, 2)}\n`);
if (process.exitCode !== 1) {
  console.log(`drizzle/schema.sql and drizzle/landed.json are ${onlyChecks ? 'up to date' : 'written'}.`);
}

async function put(file: string, text: string): Promise<void> {
  if (!onlyChecks) return writeFile(file, text);
  if ((await readFile(file, 'utf8').catch(() => '')) === text) return;
  console.error(`${file} is not up to date: run npm run schema:dump and commit what it writes.`);
  process.exitCode = 1;
}
