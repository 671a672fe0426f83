import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';

/** Where the line breaks, seen from the server: it has got the COMMIT and its answer is lost, or it never gets the COMMIT. */
export type Cut = 'after-commit' | 'before-commit';

export interface BreakingLine {
  /** The address of the database by way of this line. */
  url(cut: Cut): string;
  close(): Promise<void>;
}

/** A stretch of wire between driver and server that breaks at the COMMIT of every transaction that comes along. */
export async function openBreakingLine(databaseUrl: string): Promise<BreakingLine> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  const start = async (cut: Cut) => {
    const server = createServer((client) => {
      const upstream = createConnection(Number(target.port), target.hostname);
      for (const socket of [client, upstream]) {
        open.add(socket);
        // Both ends see errors when the other one goes; that is what this is for.
        socket.on('error', () => {});
        socket.on('close', () => open.delete(socket));
      }
      upstream.on('data', (answer) => client.write(answer));
      upstream.on('close', () => client.destroy());
      client.on('close', () => upstream.end());
      client.on('data', (said) => {
        if (!said.includes('commit')) upstream.write(said);
        else breakAt(cut, said, client, upstream);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  const servers = {
    'after-commit': await start('after-commit'),
    'before-commit': await start('before-commit'),
  };
  return {
    url: (cut) => {
      const url = new URL(databaseUrl);
      url.hostname = '127.0.0.1';
      url.port = `${(servers[cut].address() as AddressInfo).port}`;
      return url.href;
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await Promise.all(
        Object.values(servers).map((server) => new Promise((closed) => server.close(closed))),
      );
    },
  };
}

function breakAt(cut: Cut, said: Buffer, client: Socket, upstream: Socket): void {
  // Ended and not destroyed: the server still reads what was sent before it sees that nobody is there.
  if (cut === 'after-commit') upstream.end(said);
  else upstream.destroy();
  client.destroy();
}
