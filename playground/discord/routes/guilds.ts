import { z } from 'zod';
import { throwApiError } from '../errors.ts';
import type { DiscordApi } from '../http/api-server.ts';
import { limits } from '../limits.ts';
import { readForm } from '../schemas/read-form.ts';
import { requireGuild } from '../state/access.ts';
import type { Context } from '../state/context.ts';
import { serializeGuild, serializeMember, serializeRole } from '../wire/objects.ts';

const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(limits.membersPage).default(1),
  after: z.string().default('0'),
});

const searchQuery = z.object({
  query: z.string(),
  limit: z.coerce.number().int().min(1).max(limits.membersPage).default(1),
});

export function guildRoutes(
  api: DiscordApi,
  context: Context,
  removeBot: (guildId: string) => void,
): void {
  const { state } = context;

  api.get('/guilds/:guild', (c) => {
    const guild = requireGuild(state, c.req.param('guild'));
    const counts = {
      approximate_member_count: guild.members.size,
      approximate_presence_count: guild.members.size,
    };
    return c.json({
      ...serializeGuild(guild),
      ...(c.req.query('with_counts') === 'true' ? counts : {}),
    });
  });

  api.get('/guilds/:guild/roles', (c) =>
    c.json(requireGuild(state, c.req.param('guild')).roles.map(serializeRole)),
  );

  api.get('/guilds/:guild/roles/:role', (c) => {
    const guild = requireGuild(state, c.req.param('guild'));
    const role = guild.roles.find((one) => one.id === c.req.param('role'));
    return c.json(serializeRole(role ?? throwApiError('unknownRole')));
  });

  api.get('/guilds/:guild/members', (c) => {
    const guild = requireGuild(state, c.req.param('guild'));
    const { limit, after } = readForm(listQuery, c.req.query());
    const members = [...guild.members.values()]
      .filter((one) => BigInt(one.userId) > BigInt(after))
      .sort((a, b) => (BigInt(a.userId) < BigInt(b.userId) ? -1 : 1))
      .slice(0, limit);
    return c.json(members.map((one) => serializeMember(state, one)));
  });

  api.get('/guilds/:guild/members/search', (c) => {
    const guild = requireGuild(state, c.req.param('guild'));
    const { query, limit } = readForm(searchQuery, c.req.query());
    const wanted = query.toLowerCase();
    const members = [...guild.members.values()].filter(({ userId }) => {
      const user = state.users.get(userId);
      return [user?.username, user?.displayName].some((name) =>
        name?.toLowerCase().startsWith(wanted),
      );
    });
    return c.json(members.slice(0, limit).map((one) => serializeMember(state, one)));
  });

  api.get('/guilds/:guild/members/:user', (c) => {
    const guild = requireGuild(state, c.req.param('guild'));
    const id = c.req.param('user');
    const member = guild.members.get(id);
    if (!member) return throwApiError(state.users.has(id) ? 'unknownMember' : 'unknownUser');
    return c.json(serializeMember(state, member));
  });

  api.delete('/users/@me/guilds/:guild', (c) => {
    removeBot(requireGuild(state, c.req.param('guild')).id);
    return c.body(null, 204);
  });
}
