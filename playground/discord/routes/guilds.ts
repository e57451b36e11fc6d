import { z } from 'zod';
import { botGuild } from '../access.ts';
import type { Context } from '../context.ts';
import { refuse } from '../errors.ts';
import type { Api } from '../http.ts';
import { limits } from '../limits.ts';
import { readForm } from '../schemas/form.ts';
import { wireGuild, wireMember, wireRole } from '../wire.ts';

const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(limits.membersPage).default(1),
  after: z.string().default('0'),
});

const searchQuery = z.object({
  query: z.string(),
  limit: z.coerce.number().int().min(1).max(limits.membersPage).default(1),
});

export function guildRoutes(
  api: Api,
  context: Context,
  removeBot: (guildId: string) => void,
): void {
  const { state } = context;

  api.get('/guilds/:guild', (c) => {
    const guild = botGuild(state, c.req.param('guild'));
    const counts = {
      approximate_member_count: guild.members.size,
      approximate_presence_count: guild.members.size,
    };
    return c.json({
      ...wireGuild(guild),
      ...(c.req.query('with_counts') === 'true' ? counts : {}),
    });
  });

  api.get('/guilds/:guild/roles', (c) =>
    c.json(botGuild(state, c.req.param('guild')).roles.map(wireRole)),
  );

  api.get('/guilds/:guild/roles/:role', (c) => {
    const guild = botGuild(state, c.req.param('guild'));
    const role = guild.roles.find((one) => one.id === c.req.param('role'));
    return c.json(wireRole(role ?? refuse('unknownRole')));
  });

  api.get('/guilds/:guild/members', (c) => {
    const guild = botGuild(state, c.req.param('guild'));
    const { limit, after } = readForm(listQuery, c.req.query());
    const members = [...guild.members.values()]
      .filter((one) => BigInt(one.userId) > BigInt(after))
      .sort((a, b) => (BigInt(a.userId) < BigInt(b.userId) ? -1 : 1))
      .slice(0, limit);
    return c.json(members.map((one) => wireMember(state, one)));
  });

  api.get('/guilds/:guild/members/search', (c) => {
    const guild = botGuild(state, c.req.param('guild'));
    const { query, limit } = readForm(searchQuery, c.req.query());
    const wanted = query.toLowerCase();
    const members = [...guild.members.values()].filter(({ userId }) => {
      const user = state.users.get(userId);
      return [user?.username, user?.displayName].some((name) =>
        name?.toLowerCase().startsWith(wanted),
      );
    });
    return c.json(members.slice(0, limit).map((one) => wireMember(state, one)));
  });

  api.get('/guilds/:guild/members/:user', (c) => {
    const guild = botGuild(state, c.req.param('guild'));
    const id = c.req.param('user');
    const member = guild.members.get(id);
    if (!member) return refuse(state.users.has(id) ? 'unknownMember' : 'unknownUser');
    return c.json(wireMember(state, member));
  });

  api.delete('/users/@me/guilds/:guild', (c) => {
    removeBot(botGuild(state, c.req.param('guild')).id);
    return c.body(null, 204);
  });
}
