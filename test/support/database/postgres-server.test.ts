import { createServer } from 'node:net';
import { Client } from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { startPostgresServer } from './postgres-server.ts';

test('starts the test server without the temporary folder of the system', async () => {
  const client = new Client({
    connectionString: inject('postgresTemplate').replace(/\w+$/, 'postgres'),
  });
  await client.connect();
  onTestFinished(() => client.end());
  const { rows } = await client.query('SHOW unix_socket_directories');
  expect(rows).toEqual([{ unix_socket_directories: '' }]);
});

test('reports why a test server does not start', async () => {
  const taken = createServer();
  const port = await new Promise<number>((resolve) => {
    taken.listen(0, '127.0.0.1', () => {
      const address = taken.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  onTestFinished(() => void taken.close());
  const failure = await startPostgresServer('never', { port }).catch((error: unknown) =>
    String(error),
  );
  expect(failure).toContain('did not start');
  expect(failure).toContain(`${port}`);
  expect(failure).toMatch(/in use/i);
  expect(failure).not.toContain('undefined');
});
