import * as spec from 'discord-api-spec/zod';
import { z } from 'zod';

/** What a bot is about to be judged for; `path` may begin with `/api/v10`. */
export interface DiscordRequest {
  method: string;
  path: string;
  body?: unknown;
}

type Schema = z.core.$ZodType;

/** Discord's own body schemas, by method and path. The first that matches is used. */
const bodies: { method: string; path: RegExp; schema: (body: unknown) => Schema | undefined }[] = [
  on('POST', '/channels/:id/messages', spec.MessageCreateRequestSchema),
  on('PATCH', '/channels/:id/messages/:id', spec.MessageEditRequestPartialSchema),
  on('POST', '/users/@me/channels', spec.CreatePrivateChannelRequestSchema),
  on('POST', '/channels/:id/threads', spec.CreateTextThreadWithoutMessageRequestSchema),
  on('POST', '/channels/:id/messages/:id/threads', spec.CreateTextThreadWithMessageRequestSchema),
  on('POST', '/webhooks/:id/:token', spec.IncomingWebhookInteractionRequestSchema),
  on('PATCH', '/webhooks/:id/:token/messages/:id', spec.IncomingWebhookUpdateRequestPartialSchema),
  on('POST', '/applications/:id/commands', spec.ApplicationCommandCreateRequestSchema),
  on('PATCH', '/applications/:id/commands/:id', spec.ApplicationCommandPatchRequestPartialSchema),
  on('POST', '/applications/:id/guilds/:id/commands', spec.ApplicationCommandCreateRequestSchema),
  on('PUT', '/applications/:id/commands', z.array(spec.ApplicationCommandUpdateRequestSchema)),
  on(
    'PUT',
    '/applications/:id/guilds/:id/commands',
    z.array(spec.ApplicationCommandUpdateRequestSchema),
  ),
  // The bots make events elsewhere than in a channel alone.
  on('POST', '/guilds/:id/scheduled-events', spec.ExternalScheduledEventCreateRequestSchema),
  on(
    'PATCH',
    '/guilds/:id/scheduled-events/:id',
    spec.ExternalScheduledEventPatchRequestPartialSchema,
  ),
  { method: 'POST', path: pattern('/interactions/:id/:token/callback'), schema: callbackSchema },
];

function on(method: string, path: string, schema: Schema) {
  return { method, path: pattern(path), schema: () => schema };
}

function pattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);
}

const callbackType = z.object({ type: z.number() });

/** An interaction's answer is judged by the schema of its type, so that the complaints are about what was meant. */
function callbackSchema(body: unknown): Schema | undefined {
  const { data } = callbackType.safeParse(body);
  const byType: Record<number, Schema> = {
    4: spec.CreateMessageInteractionCallbackRequestSchema,
    5: spec.CreateMessageInteractionCallbackRequestSchema,
    6: spec.UpdateMessageInteractionCallbackRequestSchema,
    7: spec.UpdateMessageInteractionCallbackRequestSchema,
    8: spec.ApplicationCommandAutocompleteCallbackRequestSchema,
    9: spec.ModalInteractionCallbackRequestSchema,
  };
  return data ? byType[data.type] : undefined;
}

/**
 * What Discord's specification has against a request: unknown keys, wrong types, lengths;
 * and the 2000 characters of content that hold for bots, where the specification says 4000.
 * @returns one sentence a problem; nothing for a request without a body known to the specification
 */
export function findDiscordViolations({ method, path, body }: DiscordRequest): string[] {
  const route = path.replace(/^\/api(\/v\d+)?/, '').replace(/\?.*$/, '');
  const rule = bodies.find((one) => one.method === method && one.path.test(route));
  const schema = rule?.schema(body);
  if (!schema) return [];
  const result = z.safeParse(strict(schema), forSpecification(body));
  const problems = result.success ? [] : result.error.issues.flatMap((issue) => sentences(issue));
  return [...problems, ...longContent(body)].map((problem) => `${method} ${route}: ${problem}`);
}

/** What a schema of the specification has against a value, unknown keys allowed; for answers of a server. */
export function findSchemaViolations(schema: z.core.$ZodType, value: unknown): string[] {
  const result = z.safeParse(schema, value);
  return result.success ? [] : result.error.issues.flatMap((issue) => sentences(issue));
}

/** discord.js adds two keys that say nothing, and sends permissions as text where the specification has a number. */
function forSpecification(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(forSpecification);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    if ((key === 'tts' || key === 'enforce_nonce') && inner === false) return [];
    if (inner === undefined) return [];
    if (key === 'default_member_permissions' && typeof inner === 'string')
      return [[key, Number(inner)]];
    return [[key, forSpecification(inner)]];
  });
  return Object.fromEntries(entries);
}

function longContent(value: unknown, path: string[] = []): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key];
    const isContent = key === 'content' && (path.length === 0 || path.join('.') === 'data');
    if (isContent && typeof inner === 'string' && Array.from(inner).length > 2000)
      return [`${here.join('.')}: more than 2000 characters`];
    return key === 'data' ? longContent(inner, here) : [];
  });
}

/** An error inside a union is told by the branch that came closest. */
function sentences(issue: z.core.$ZodIssue, above: PropertyKey[] = []): string[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const closest = [...issue.errors].sort((a, b) => distance(a) - distance(b))[0] ?? [];
    return closest.flatMap((inner) => sentences(inner, path));
  }
  return [`${path.map(String).join('.') || 'body'}: ${issue.message}`];
}

/** A wrong `type` means the branch was not meant at all. */
const distance = (issues: readonly z.core.$ZodIssue[]) =>
  issues.length + (issues.some((one) => one.path.length === 1 && one.path[0] === 'type') ? 100 : 0);

/**
 * The same schema with unknown keys refused. The package's own switch for that comes too late:
 * its schemas are made while it is imported.
 */
const strict = strictener();

function strictener(): (schema: Schema) => Schema {
  const made = new Map<Schema, Schema>();

  function convert(schema: Schema): Schema {
    const existing = made.get(schema);
    if (existing) return existing;
    // Schemas refer to each other in circles.
    const lazy = z.lazy(() => built);
    made.set(schema, lazy);
    const built = build(schema);
    made.set(schema, built);
    return built;
  }

  function build(schema: Schema): Schema {
    const { def } = asTypes(schema)._zod;
    switch (def.type) {
      case 'object':
        return z.strictObject(
          Object.fromEntries(
            Object.entries(def.shape).map(([key, inner]) => [key, convert(inner)] as const),
          ),
        );
      case 'lazy':
        return z.lazy(() => convert(def.getter()));
      case 'array':
        return rebuilt(schema, { ...def, element: convert(def.element) });
      case 'union':
        return rebuilt(schema, { ...def, options: def.options.map(convert) });
      case 'optional':
      case 'nullable':
        return rebuilt(schema, { ...def, innerType: convert(def.innerType) });
      default:
        return schema;
    }
  }

  return convert;
}

const asTypes = (schema: Schema) => schema as z.core.$ZodTypes;

/** The same kind of schema, its checks included, around other parts. */
function rebuilt<D extends z.core.$ZodTypeDef>(schema: Schema, def: D): Schema {
  return z.clone(schema, def);
}
