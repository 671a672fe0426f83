import type { Config } from './config.ts';
import { openWaker } from './jobs/index.ts';

/**
 * Asks for a review now, after what was wrong has been mended: failed jobs are not repeated one by one, what is due is looked up anew. Done twice it
 * does nothing the second time.
 */
export async function runReview(config: Config, say: (line: string) => void): Promise<void> {
  if (config.databaseUrl === undefined) {
    throw new Error(
      'A review is done by a worker that shares its database with this command: set DATABASE_URL. Without it, start `dwangsom start` again; it reviews at every start.',
    );
  }
  const { databaseUrl, redisUrl } = config;
  const waker = await openWaker(redisUrl === undefined ? { databaseUrl } : { redisUrl }, say);
  try {
    await waker.review();
    say('Asked. A worker looks up what is due and says how far it is.');
  } finally {
    await waker.close();
  }
}
