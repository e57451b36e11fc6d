import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import type { ClientDriver } from '../driver/client-driver.ts';
import { actionRoutes } from './action-routes.ts';
import { RequestError, validate } from './api-request.ts';
import { platformSchema, type responseSchemas } from './api-schema.ts';
import { changeRoutes } from './change-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { viewRoutes } from './view-routes.ts';

export interface ApiOptions {
  drivers: readonly ClientDriver[];
  /** Identifies this start of the program. */
  startId: number;
  /** Origin at which the local Discord serves images of embeds. */
  mediaOrigin: string;
}

/** Larger than any form with its files, in bytes. */
const maxBodyBytes = 16_000_000;

/** The API of the page and `say` for both platforms. Errors are `{error: sentence}`. */
export function apiRoutes({ drivers, startId, mediaOrigin }: ApiOptions): Hono {
  const api = new Hono();

  const driverFor = (name: string): ClientDriver => {
    const found = drivers.find((driver) => driver.platform === validate(platformSchema, name));
    if (found) return found;
    throw new RequestError(404, `There is no ${name} here.`);
  };
  api.onError((error, context) => {
    if (error instanceof RequestError) return context.json({ error: error.message }, error.status);
    // Drivers throw sentences about what an actor cannot do.
    return context.json({ error: error.message }, 409);
  });
  api.use(
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: (context) => context.json({ error: 'That is too much at once.' }, 413),
    }),
  );

  api.get('/world', (context) =>
    context.json<z.infer<typeof responseSchemas.world>>({
      run: startId,
      actors: (drivers[0]?.actors ?? []).map(({ key, name, role, locale }) => ({
        key,
        name,
        role,
        locale,
      })),
      platforms: drivers.map((driver) => driver.platform),
    }),
  );

  for (const routes of [
    changeRoutes(drivers, startId),
    fileRoutes(driverFor, mediaOrigin),
    viewRoutes(driverFor, mediaOrigin),
    actionRoutes(driverFor),
  ])
    api.route('/', routes);

  // A `notFound` handler would be lost when these routes are mounted.
  api.all('*', (context) => context.json({ error: 'There is nothing here.' }, 404));
  return api;
}
