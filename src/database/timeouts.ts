import { Socket } from 'node:net';

/** How long to wait for the database server, in milliseconds. */
export interface DatabaseTimeouts {
  /** For a connection, pooled or new. */
  connection: number;
  /** For a statement, enforced by the server. */
  statement: number;
  /** Without any data from the server while a query runs: detects dead connections that were never closed. */
  idle: number;
}

export const defaultTimeouts: DatabaseTimeouts = {
  connection: 5_000,
  statement: 20_000,
  idle: 25_000,
};

/** A socket that is destroyed after `idleMs` without data: TCP alone needs some 15 minutes to notice a dead peer. */
function idleTimeoutSocket(idleMs: number): Socket {
  const socket = new Socket();
  socket.setTimeout(idleMs, () =>
    socket.destroy(new Error(`connection closed: no data for ${idleMs / 1000} seconds`)),
  );
  return socket;
}

/** Options for long-lived connections, which may be idle without limit. */
export const connectTimeoutOptions = {
  connectionTimeoutMillis: defaultTimeouts.connection,
} as const;

/** Options for a pool. Idle connections are closed before the idle timeout of their socket. */
export const poolTimeoutOptions = ({ connection, idle }: DatabaseTimeouts) => ({
  connectionTimeoutMillis: connection,
  idleTimeoutMillis: Math.min(10_000, idle / 2),
  stream: () => idleTimeoutSocket(idle),
});

/** The statement timeout as a session option. */
export const statementTimeoutOption = ({ statement }: DatabaseTimeouts): string =>
  `-c statement_timeout=${statement}`;
