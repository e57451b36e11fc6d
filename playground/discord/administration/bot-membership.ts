import { isOpen, updateByTime } from '../scheduled-events/events.ts';
import { serializeScheduledEvent } from '../scheduled-events/serialize.ts';
import type { Context, GatewayEvent } from '../state/context.ts';
import { intent } from '../state/intents.ts';
import type { Guild } from '../state/state.ts';
import { serializeGuildCreate, serializeRole } from '../wire/objects.ts';

/** The event with which the bot learns of a server. */
export const guildCreateEvent = (context: Context, guild: Guild): GatewayEvent => ({
  name: 'GUILD_CREATE',
  intents: intent.guilds,
  guildId: guild.id,
  data: (intents) =>
    serializeGuildCreate(
      context,
      guild,
      (intents & intent.guildMembers) !== 0,
      updateByTime(context, guild.id)
        .filter(isOpen)
        .map((one) => serializeScheduledEvent(context.state, one)),
    ),
});

/** Takes the bot out of a server; its commands there go with it. */
export function removeBot(context: Context, guild: Guild): void {
  const { state } = context;
  if (!guild.members.delete(state.bot.id)) return;
  guild.roles = guild.roles.filter((role) => role.id !== guild.botRoleId);
  state.commands.delete(guild.id);
  context.dispatch({
    name: 'GUILD_DELETE',
    intents: intent.guilds,
    guildId: guild.id,
    data: () => ({ id: guild.id }),
  });
}

/** Invites the bot again, with the rights it had on its first invitation. */
export function addBot(context: Context, guild: Guild, botPermissions: bigint): void {
  const { state } = context;
  if (guild.members.has(state.bot.id)) return;
  guild.roles.push({
    id: guild.botRoleId,
    name: state.bot.displayName,
    permissions: botPermissions,
    position: guild.roles.length,
    managed: true,
  });
  guild.members.set(state.bot.id, {
    userId: state.bot.id,
    roleIds: [guild.botRoleId],
    joinedAt: context.now(),
  });
  context.dispatch(guildCreateEvent(context, guild));
}

/** Changes the permissions of the bot's own role, as a server's managers do. */
export function setBotPermissions(context: Context, guild: Guild, permissions: bigint): void {
  const role = guild.roles.find(({ id }) => id === guild.botRoleId);
  if (!role) return;
  role.permissions = permissions;
  context.dispatch({
    name: 'GUILD_ROLE_UPDATE',
    intents: intent.guilds,
    guildId: guild.id,
    data: () => ({ guild_id: guild.id, role: serializeRole(role) }),
  });
}
