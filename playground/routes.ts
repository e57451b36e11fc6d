import { Hono } from 'hono';
import { type ApiParts, apiRoutes } from './api.ts';
import { assetRoutes } from './assets.ts';
import { onlyLoopback } from './loopback.ts';

/** The page at `/`, its files, and the API under `/playground/api`, all of it for this machine only. */
export function playgroundRoutes(parts: ApiParts): Hono {
  return new Hono()
    .use('/', onlyLoopback)
    .use('/playground/*', onlyLoopback)
    .route('/', assetRoutes())
    .route('/playground/api', apiRoutes(parts));
}
