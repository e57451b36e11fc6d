import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { ClientDriver } from '../driver/client-driver.ts';

/** Interval of heartbeats on the stream of changes, in milliseconds. */
const heartbeatMs = 15_000;

/** The stream of changes on all platforms, as server-sent events. */
export function changeRoutes(
  drivers: readonly Pick<ClientDriver, 'platform' | 'onChange'>[],
  startId: number,
): Hono {
  const api = new Hono();
  api.get('/changes', (context) =>
    streamSSE(context, async (stream) => {
      const send = (event: string, data: unknown) =>
        stream.writeSSE({ event, data: JSON.stringify(data) });
      const stops = drivers.map((driver) =>
        driver.onChange((place) => void send('change', { platform: driver.platform, place })),
      );
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve));
      await send('hello', { run: startId });
      const timer = setInterval(() => void send('still', {}), heartbeatMs);
      await ended;
      clearInterval(timer);
      for (const stop of stops) stop();
    }),
  );
  return api;
}
