import { z } from 'zod';
import { knownRoutes } from './known-routes.ts';

interface Route {
  method: string;
  /** Path with `{}` for each parameter, which also tells two routes apart. */
  path: string;
  segments: readonly string[];
}

const routes: readonly Route[] = knownRoutes.flatMap((line) => {
  const words = line.split(' ');
  const path = words.at(-1) ?? '';
  return words.slice(0, -1).map((method) => ({ method, path, segments: path.split('/') }));
});

/** Routes that can be meant at all, by method and number of segments. */
const byShape: ReadonlyMap<string, readonly Route[]> = Map.groupBy(routes, (route) =>
  shapeOf(route.method, route.segments),
);

function shapeOf(method: string, segments: readonly string[]): string {
  return `${method} ${segments.length}`;
}

const fits = (route: Route, segments: readonly string[]): boolean =>
  route.segments.every((one, index) => one === '{}' || one === segments[index]);

/** Literal segments, counted from the left, weigh more than parameters. */
const specificity = ({ segments }: Route): string =>
  segments.map((one) => (one === '{}' ? '0' : '1')).join('');

/**
 * Which of Discord's own routes a request means, the most literal one that fits.
 * @param path without `/api/v10` and without a query
 * @returns `GET /users/{}`, or undefined for what is no route of Discord's
 */
export function matchKnownRoute(method: string, path: string): string | undefined {
  const segments = path.split('/');
  const [best] = (byShape.get(shapeOf(method, segments)) ?? [])
    .filter((route) => fits(route, segments))
    .sort((one, other) => (specificity(one) < specificity(other) ? 1 : -1));
  return best && `${best.method} ${best.path}`;
}

/** How a route of the local Discord is written among Discord's: `/users/:user` is `/users/{}`. */
export const toRouteTemplate = (method: string, path: string): string =>
  `${method} ${path.replace(/:\w+/g, '{}')}`;

const messagePayload = z.object({
  poll: z.unknown().optional(),
  sticker_ids: z.array(z.unknown()).nullish().catch(undefined),
});

/** What the body of a message asks for that Discord has and the local one does not; undefined where it is all there. */
function unsupportedPart(body: unknown): string | undefined {
  const parsed = messagePayload.safeParse(body);
  if (!parsed.success) return undefined;
  if (parsed.data.poll != null) return 'A poll';
  return parsed.data.sticker_ids?.length ? 'A sticker' : undefined;
}

const callback = z.object({ data: z.unknown().optional() });

/** The same of an interaction's answer, whose message stands under `data`. */
export const findUnsupportedPart = (body: unknown): string | undefined =>
  unsupportedPart(body) ?? unsupportedPart(callback.safeParse(body).data?.data);
