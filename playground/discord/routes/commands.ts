import { type FormIssue, throwApiError } from '../errors.ts';
import type { DiscordApi } from '../http/api-server.ts';
import { limits } from '../limits.ts';
import { type CommandBody, commandPatch, commandSchema } from '../schemas/commands.ts';
import { readForm } from '../schemas/read-form.ts';
import { isBotInGuild } from '../state/access.ts';
import type { Context } from '../state/context.ts';
import type { RegisteredCommand } from '../state/state.ts';
import { serializeCommand } from '../wire/command.ts';

/** Application commands, for everywhere and for one server. */
export function commandRoutes(api: DiscordApi, context: Context): void {
  const { state } = context;

  function scopeOf(application: string, guildId: string | undefined): string {
    if (application !== state.bot.id) throwApiError('unknownApplication');
    if (guildId !== undefined && !isBotInGuild(state, guildId)) throwApiError('missingAccess');
    return guildId ?? 'global';
  }

  const inScope = (scope: string) => state.commands.get(scope) ?? [];
  const sameCommand = (one: RegisteredCommand, body: CommandBody) =>
    one.body.name === body.name && (one.body.type ?? 1) === (body.type ?? 1);
  const make = (scope: string, body: CommandBody, id = context.nextId()): RegisteredCommand => ({
    id,
    version: context.nextId(),
    guildId: scope === 'global' ? undefined : scope,
    body,
  });

  for (const base of [
    '/applications/:application/commands',
    '/applications/:application/guilds/:guild/commands',
  ] as const) {
    const scope = (c: { req: { param: () => Record<string, string> } }) => {
      const { application = '', guild } = c.req.param();
      return scopeOf(application, guild);
    };
    const find = (where: string, id: string) =>
      inScope(where).find((one) => one.id === id) ?? throwApiError('unknownCommand');

    api.get(base, (c) =>
      c.json(
        inScope(scope(c)).map((one) =>
          serializeCommand(state, one, c.req.query('with_localizations') === 'true'),
        ),
      ),
    );

    api.put(base, (c) => {
      const where = scope(c);
      const bodies = readCommands(c.get('body').json);
      const made = bodies.map((body) =>
        make(where, body, inScope(where).find((one) => sameCommand(one, body))?.id),
      );
      state.commands.set(where, made);
      return c.json(made.map((one) => serializeCommand(state, one, true)));
    });

    api.post(base, (c) => {
      const where = scope(c);
      const { json } = c.get('body');
      const body = readForm(commandSchema(json), json);
      const existing = inScope(where).find((one) => sameCommand(one, body));
      if (!existing && isFull(inScope(where), body.type ?? 1)) throwApiError('tooManyCommands');
      const made = make(where, body, existing?.id);
      state.commands.set(where, [...inScope(where).filter((one) => one !== existing), made]);
      return c.json(serializeCommand(state, made, true), existing ? 200 : 201);
    });

    api.get(`${base}/:command`, (c) =>
      c.json(serializeCommand(state, find(scope(c), c.req.param('command')), true)),
    );

    api.patch(`${base}/:command`, (c) => {
      const where = scope(c);
      const existing = find(where, c.req.param('command'));
      const patch = readForm(commandPatch, c.get('body').json);
      const merged = { ...existing.body, ...patch };
      const changed = make(where, readForm(commandSchema(merged), merged), existing.id);
      state.commands.set(
        where,
        inScope(where).map((one) => (one === existing ? changed : one)),
      );
      return c.json(serializeCommand(state, changed, true));
    });

    api.delete(`${base}/:command`, (c) => {
      const where = scope(c);
      const existing = find(where, c.req.param('command'));
      state.commands.set(
        where,
        inScope(where).filter((one) => one !== existing),
      );
      return c.body(null, 204);
    });
  }
}

/** Slash commands are limited together, context-menu commands by kind. */
const mostOf = (type: number): number =>
  type === 1 ? limits.commands.perScope : limits.commands.menusPerScope;

const isFull = (commands: readonly RegisteredCommand[], type: number): boolean =>
  commands.filter(({ body }) => (body.type ?? 1) === type).length >= mostOf(type);

/** A whole scope at once: every command's complaints come back together. */
function readCommands(json: unknown): CommandBody[] {
  if (!Array.isArray(json))
    return throwApiError('invalidForm', [
      { path: [], code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' },
    ]);
  const problems: FormIssue[] = [];
  const list: unknown[] = json;
  const bodies = list.map((one, index) => readForm(commandSchema(one), one, [index]));
  for (const type of [1, 2, 3]) {
    const count = bodies.filter((body) => (body.type ?? 1) === type).length;
    if (count > mostOf(type))
      problems.push({
        path: [],
        code: 'BASE_TYPE_MAX_LENGTH',
        message: `Must be ${mostOf(type)} or fewer in length.`,
      });
  }
  const seen = new Set<string>();
  for (const [index, body] of bodies.entries()) {
    const key = `${body.type ?? 1} ${body.name}`;
    if (seen.has(key))
      problems.push({
        path: [index, 'name'],
        code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
        message: 'Application command names must be unique',
      });
    seen.add(key);
  }
  return problems.length > 0 ? throwApiError('invalidForm', problems) : bodies;
}
