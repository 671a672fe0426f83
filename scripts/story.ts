import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tellStory } from '../demo/story.ts';
import { connect, migrate } from '../src/db.ts';
import { startEmbedded } from '../src/embedded.ts';

/** `npm run story`: tells the story on an empty embedded database of its own, which is gone afterwards. */
const dataDir = await mkdtemp(join(tmpdir(), 'dwangsom-story-'));
const server = await startEmbedded({ dataDir, throwaway: true });
try {
  await migrate(server.url);
  const { db, close } = connect(server.url, { maximumConnections: 2 });
  process.stdout.write(await tellStory(db).finally(close));
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
