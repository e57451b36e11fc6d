import { Socket } from 'node:net';

/** How long the server is waited for, in milliseconds. */
export interface DatabaseTimeouts {
  /** For a connection: a free one, or a new one. */
  connection: number;
  /** For a statement, by the server itself. */
  statement: number;
  /** For any sign of life while something is asked, where nobody says that the server is gone. */
  idle: number;
}

export const defaultTimeouts: DatabaseTimeouts = {
  connection: 5_000,
  statement: 20_000,
  idle: 25_000,
};

/** A socket that gives up when nothing comes: behind a dead way a connection stays open for a quarter of an hour. */
function idleTimeoutSocket(idleMs: number): Socket {
  const socket = new Socket();
  socket.setTimeout(idleMs, () =>
    socket.destroy(new Error(`connection given up: nothing came for ${idleMs / 1000} seconds`)),
  );
  return socket;
}

/** Bounds of a connection that is opened for longer than one question; it may be silent for as long as it likes. */
export const connectTimeoutOptions = {
  connectionTimeoutMillis: defaultTimeouts.connection,
} as const;

/** Bounds of a pool; an idle connection is closed before its silence is taken for anything. */
export const poolTimeoutOptions = ({ connection, idle }: DatabaseTimeouts) => ({
  connectionTimeoutMillis: connection,
  idleTimeoutMillis: Math.min(10_000, idle / 2),
  stream: () => idleTimeoutSocket(idle),
});

/** The longest that a statement may take, as a setting of the session. */
export const statementTimeoutOption = ({ statement }: DatabaseTimeouts): string =>
  `-c statement_timeout=${statement}`;
