import { cpus, totalmem } from 'node:os';
import type { Sql } from '../../src/db.ts';

/** A figure says something only beside the machine that gave it. */
export async function printMachine(sql: Sql): Promise<void> {
  const [server] = await sql<{ version: string }[]>`select version() as version`;
  const settings = await sql<{ name: string; setting: string }[]>`
    select
      name,
      current_setting(name) as setting
    from pg_settings
    where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size')
    order by name`;
  console.log(
    `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, node ${process.version}`,
  );
  console.log(server!.version);
  console.log(settings.map(({ name, setting }) => `${name} ${setting}`).join(', '));
}
