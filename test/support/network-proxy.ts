import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** How a connection fails: it is refused, or it is accepted and then hangs. */
export type NetworkFailure = 'refuses' | 'hangs';

/** A proxy to a server that can be cut off and opened again, with stable addresses. */
export async function startNetworkProxy(target: string) {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  /** Hanging connections. */
  const silent = new WeakSet<Socket>();
  let outage: NetworkFailure | undefined;
  const server = createServer((socket) => {
    if (outage === 'refuses') return void socket.destroy();
    const onward = connect(Number(port), hostname);
    for (const one of [socket, onward]) {
      open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        socket.destroy();
        onward.destroy();
      });
    }
    // Data on a hanging connection is dropped, not delayed.
    const isHeard = () => outage === undefined && !silent.has(socket);
    socket.on('data', (part) => isHeard() && onward.write(part));
    onward.on('data', (part) => isHeard() && socket.write(part));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' && address ? address.port : 0);
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  onTestFinished(() => {
    cut();
    server.close();
  });
  return {
    url: url.href,
    fail(how: NetworkFailure) {
      outage = how;
      if (how === 'refuses') cut();
    },
    /** Open connections hang; new ones work. */
    blackholeOpenConnections() {
      for (const socket of open) silent.add(socket);
    },
    restore() {
      outage = undefined;
      // Connections that hung have lost data and are closed.
      cut();
    },
  };
}
