import { Socket } from 'node:net';

/** How long the server is waited for, in milliseconds. */
export interface Patience {
  /** For a connection: a free one, or a new one. */
  connection: number;
  /** For a statement, by the server itself. */
  statement: number;
  /** For any sign of life while something is asked, where nobody says that the server is gone. */
  silence: number;
}

export const usualPatience: Patience = { connection: 5_000, statement: 20_000, silence: 25_000 };

/** A socket that gives up when nothing comes: behind a dead way a connection stays open for a quarter of an hour. */
function boundedSocket(silence: number): Socket {
  const socket = new Socket();
  socket.setTimeout(silence, () =>
    socket.destroy(new Error(`connection given up: nothing came for ${silence / 1000} seconds`)),
  );
  return socket;
}

/** Bounds of a connection that is opened for longer than one question; it may be silent for as long as it likes. */
export const boundedConnect = { connectionTimeoutMillis: usualPatience.connection } as const;

/** Bounds of a pool; an idle connection is closed before its silence is taken for anything. */
export const boundedPool = ({ connection, silence }: Patience) => ({
  connectionTimeoutMillis: connection,
  idleTimeoutMillis: Math.min(10_000, silence / 2),
  stream: () => boundedSocket(silence),
});

/** The longest that a statement may take, as a setting of the session. */
export const boundedStatements = ({ statement }: Patience): string =>
  `-c statement_timeout=${statement}`;
