import { z } from 'zod';
import { messageFlag } from '../schemas/message.ts';
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

/**
 * Component types of Discord's that no message and no modal takes here: containers and what stands in them, uploads,
 * radio and checkbox groups. Source: https://docs.discord.com/developers/components/reference
 */
const unsupportedComponents: ReadonlySet<number> = new Set([9, 11, 12, 13, 14, 17, 19, 21, 22, 23]);

interface Component {
  type?: number | undefined;
  components?: Component[] | undefined;
  component?: Component | undefined;
}

const component: z.ZodType<Component> = z.object({
  type: z.number().optional().catch(undefined),
  get components() {
    return z.array(component).optional().catch(undefined);
  },
  get component() {
    return component.optional().catch(undefined);
  },
});

const messagePayload = z.object({
  flags: z.number().catch(0),
  poll: z.unknown().optional(),
  sticker_ids: z.array(z.unknown()).nullish().catch(undefined),
  components: z.array(component).catch([]),
});

const typesIn = (one: Component): number[] => [
  ...(one.type === undefined ? [] : [one.type]),
  ...[...(one.components ?? []), ...(one.component ? [one.component] : [])].flatMap(typesIn),
];

/** What a body of a message or a modal asks for that Discord has and the local one does not; undefined where it is all there. */
function unsupportedPart(body: unknown): string | undefined {
  const parsed = messagePayload.safeParse(body);
  if (!parsed.success) return undefined;
  const { flags, poll, sticker_ids: stickers, components } = parsed.data;
  if (flags & messageFlag.componentsV2) return 'The flag IS_COMPONENTS_V2';
  if (poll != null) return 'A poll';
  if (stickers?.length) return 'A sticker';
  const type = components.flatMap(typesIn).find((one) => unsupportedComponents.has(one));
  return type === undefined ? undefined : `A component of type ${type}`;
}

const callback = z.object({ data: z.unknown().optional() });

/** The same of an interaction's answer, whose message or modal stands under `data`. */
export const findUnsupportedPart = (body: unknown): string | undefined =>
  unsupportedPart(body) ?? unsupportedPart(callback.safeParse(body).data?.data);
