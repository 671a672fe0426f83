import { openDemonstrationOffice } from '../../demo/office.ts';
import { connect } from '../../src/db.ts';
import { day } from '../../src/values/index.ts';

/** A program that is killed while it opens the demonstration office, as a power cut would: `opener.ts <url> <today>`. */
const { db } = connect(process.argv[2] ?? '', { maximumConnections: 1 });
await openDemonstrationOffice(db, day(process.argv[3] ?? ''), (line) => {
  if (line.startsWith('Voorbeeldzaak 9 ')) process.kill(process.pid, 'SIGKILL');
});
