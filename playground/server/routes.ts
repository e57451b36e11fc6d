import { Hono } from 'hono';
import { type ApiOptions, apiRoutes } from './api-routes.ts';
import { assetRoutes } from './asset-routes.ts';
import { loopbackOnly } from './loopback-only.ts';

/** The page at `/`, its files, and the API under `/playground/api`, only for this machine. */
export function playgroundRoutes(parts: ApiOptions): Hono {
  return new Hono()
    .use('/', loopbackOnly)
    .use('/playground/*', loopbackOnly)
    .route('/', assetRoutes())
    .route('/playground/api', apiRoutes(parts));
}
