import { Hono } from 'hono';

export interface Health {
  /** Whether everything that should be connected is. */
  ok: boolean;
  [part: string]: unknown;
}

/** `/healthz`: 200 when all is well, 503 otherwise, with the state of each part. */
export function healthRoutes(health: () => Promise<Health>): Hono {
  return new Hono().get('/healthz', async (context) => {
    const state = await health();
    return context.json(state, state.ok ? 200 : 503);
  });
}
