import { type Client, Events, type Guild, PermissionFlagsBits as Permissions } from 'discord.js';
import type { LifecycleEvents } from '../bot.ts';
import type { LatestRetrier } from '../shared/latest-retrier.ts';

/** Channels and threads of a server in which the bot may write now. */
const writableChannels = (guild: Guild): string[] =>
  [...guild.channels.cache.values()].flatMap((channel) => {
    const granted = guild.members.me && channel.permissionsFor(guild.members.me);
    const send = channel.isThread() ? Permissions.SendMessagesInThreads : Permissions.SendMessages;
    const isLocked = channel.isThread() && channel.locked === true;
    return granted?.has([Permissions.ViewChannel, send]) && !isLocked ? [channel.id] : [];
  });

const spaceOf = ({ id, name }: Pick<Guild, 'id' | 'name'>) => ({ platformId: id, title: name });

export interface ServerEvents {
  /** Reports changes of servers, channels and permissions from now on. */
  listen(client: Client): void;
  /** Reports every server that the client is in, and what changed while it was offline. */
  reportCurrent(client: Client): Promise<void>;
}

/** Translates gateway events about servers into `LifecycleEvents`. Discord sends each once, so failures are retried. */
export function createServerEvents(
  lifecycle: LifecycleEvents,
  { retryLatest }: Pick<LatestRetrier, 'retryLatest'>,
): ServerEvents {
  const reportPermissions = (guild: Guild) =>
    void retryLatest(`permissions ${guild.id}`, () =>
      lifecycle.permissionsRestored('discord', writableChannels(guild)),
    );
  return {
    listen(client) {
      client.on(Events.GuildCreate, (guild) =>
        retryLatest(`server ${guild.id}`, async () => {
          await lifecycle.reopened('discord', { space: spaceOf(guild) });
          await lifecycle.joined('discord', spaceOf(guild));
        }),
      );
      client.on(Events.GuildDelete, (guild) =>
        retryLatest(`server ${guild.id}`, () =>
          lifecycle.left('discord', { space: spaceOf(guild) }, 'removed'),
        ),
      );
      client.on(Events.ChannelUpdate, (_before, after) => {
        if ('guild' in after) reportPermissions(after.guild);
      });
      client.on(Events.ThreadUpdate, (_before, { guild }) => reportPermissions(guild));
      client.on(Events.GuildRoleUpdate, (_before, { guild }) => reportPermissions(guild));
      client.on(Events.GuildMemberUpdate, (_before, { guild, id }) => {
        if (id === client.user?.id) reportPermissions(guild);
      });
    },
    async reportCurrent(client) {
      for (const guild of client.guilds.cache.values()) {
        await retryLatest(`server ${guild.id}`, () => lifecycle.joined('discord', spaceOf(guild)));
        reportPermissions(guild);
      }
    },
  };
}
