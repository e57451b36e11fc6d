import { Hono } from 'hono';
import type { HealthReport } from '../operations/health/health-report.ts';

/** `/healthz`: 200 when healthy, 503 otherwise, with the state of each part. */
export function healthRoutes(health: () => Promise<HealthReport>): Hono {
  return new Hono().get('/healthz', async (context) => {
    const state = await health();
    return context.json(state, state.ok ? 200 : 503);
  });
}
