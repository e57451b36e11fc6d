import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import {
  type ConnectionControl,
  superviseConnection,
} from '../../../bots/shared/connection-supervisor.ts';

function createFixture() {
  const connections: (ConnectionControl & { end(): void; fail(error: Error): void })[] = [];
  const logged: { event: string; problem?: string }[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(JSON.parse(line)) });
  const connection = superviseConnection(
    (control) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      control.signal.addEventListener('abort', () => resolve());
      connections.push({ ...control, end: resolve, fail: reject });
      return promise;
    },
    (error) => String(error),
    log,
  );
  onTestFinished(() => connection.stop());
  return { connection, connections, events: () => logged.map(({ event }) => event) };
}

test('is connected as soon as the connection says so', async () => {
  const { connection, connections } = createFixture();
  expect(connection.health()).toEqual({ isConnected: false });
  connections[0]?.reportConnected();
  await connection.firstAttempt;
  expect(connection.health()).toEqual({ isConnected: true });
});

test('reports why the first attempt failed', async () => {
  const { connection, connections, events } = createFixture();
  connections[0]?.fail(new Error('401'));
  await connection.firstAttempt;
  expect(connection.health()).toEqual({ isConnected: false, problem: 'Error: 401' });
  expect(events()).toContain('bot.disconnected');
});

test('logs the same problem once', async () => {
  const { connections, events } = createFixture();
  connections[0]?.reportProblem('reconnecting');
  connections[0]?.reportProblem('reconnecting');
  connections[0]?.reportConnected();
  connections[0]?.reportProblem('reconnecting');
  expect(events()).toEqual(['bot.disconnected', 'bot.connected', 'bot.disconnected']);
});

test('reports no problem when the connection ends because it was stopped', async () => {
  const { connection, connections } = createFixture();
  connections[0]?.reportConnected();
  await connection.stop();
  expect(connection.health()).toEqual({ isConnected: true });
  expect(connections).toHaveLength(1);
});
