import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** How a way to a server may fail: nobody takes the call, or somebody does and says nothing ever after. */
export type NetworkFailure = 'refuses' | 'hangs';

/** A way to a server that can be cut off and opened again. Both ends keep their addresses. */
export async function startNetworkProxy(target: string) {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  /** Connections over which nothing comes any more. */
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
    // What comes while it hangs is lost, as behind a dead way: nothing arrives late.
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
    /** What is open says nothing ever after; new connections live. */
    blackholeOpenConnections() {
      for (const socket of open) silent.add(socket);
    },
    restore() {
      outage = undefined;
      // Who hung until now has lost what was said meanwhile.
      cut();
    },
  };
}
