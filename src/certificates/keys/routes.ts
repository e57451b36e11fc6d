import { Hono } from 'hono';
import type { ModuleServices } from '../../context/modules/subject-module.ts';
import { publicKeySet } from './keyring.ts';

/** The public keys, for anybody who verifies what this program signed. */
export const keyRoutes = ({ db }: Pick<ModuleServices, 'db'>): Hono =>
  new Hono().get('/.well-known/jwks.json', async (context) =>
    context.json(await publicKeySet(db), 200, {
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
    }),
  );
