import { Hono } from 'hono';
import type { ModuleServices } from '../../context/modules/subject-module.ts';
import { isUuid } from '../../database/uuid.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { createSigner, publicKey } from '../keys/keyring.ts';
import { achievementDrawing } from './badge-file-view.ts';
import { contexts, issuerProfile } from './credential.ts';
import { findRevoked, signStatusList } from './status-list.ts';

type BadgeServices = Pick<ModuleServices, 'db' | 'drawer' | 'now' | 'publicUrl'>;

const open = { 'access-control-allow-origin': '*', 'x-content-type-options': 'nosniff' };

/** Pictures that wait to be drawn at most: commands have the other places. */
const drawnPlaces = 5;

/** What programs that verify badges read; nothing of it where there is no public address. */
export function badgeRoutes({ db, drawer, now, publicUrl }: BadgeServices): Hono {
  const routes = new Hono();
  if (publicUrl === '') return routes;

  routes.get('/keys/:id', async (context) => {
    const found = await publicKey(db, context.req.param('id'));
    return found
      ? context.json(found, 200, { ...open, 'cache-control': 'public, max-age=300' })
      : context.notFound();
  });

  routes.get('/issuers/:id', async (context) => {
    const id = context.req.param('id');
    const newest = isUuid(id)
      ? await db.certificate.findFirst({
          where: { communityId: id },
          select: { community: { select: { name: true } } },
        })
      : null;
    if (!newest) return context.notFound();
    return context.json(
      { '@context': contexts, ...issuerProfile(publicUrl, id, newest.community.name) },
      200,
      { ...open, 'cache-control': 'public, max-age=300' },
    );
  });

  routes.get('/issuers/:id/status/:list{[0-9]{1,4}}', async (context) => {
    const communityId = context.req.param('id');
    const list = Number(context.req.param('list'));
    const revoked = isUuid(communityId) ? await findRevoked(db, communityId, list) : undefined;
    if (!revoked) return context.notFound();
    const at = Temporal.Instant.fromEpochMilliseconds(now());
    const signed = await signStatusList(
      await createSigner(db, at),
      { base: publicUrl, communityId, list },
      { revoked, now: at },
    );
    return context.body(signed, 200, {
      ...{ ...open, 'content-type': 'application/vc+jwt' },
      // Whether one is revoked is read each time.
      'cache-control': 'no-store',
    });
  });

  routes.get('/achievements/:file{[0-9a-f-]{36}\\.png}', async (context) => {
    const id = context.req.param('file').slice(0, -'.png'.length);
    const found = isUuid(id)
      ? await db.certificate.findFirst({
          where: { OR: [{ courseId: id }, { id }] },
          orderBy: { issuedAt: 'desc' },
          select: { title: true, issuer: true, community: { select: { locale: true } } },
        })
      : null;
    if (!found) return context.notFound();
    try {
      const drawing = achievementDrawing(found, found.community.locale);
      return context.body(await drawer.draw(drawing, drawnPlaces), 200, {
        ...{ ...open, 'content-type': 'image/png', 'cache-control': 'public, max-age=300' },
      });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return context.body(null, 503, { 'retry-after': '60' });
    }
  });
  return routes;
}
