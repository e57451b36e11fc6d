import { deleteMessage } from '../messages/messages.ts';
import { createPersonsEvent } from '../scheduled-events/events.ts';
import type { Context } from '../state/context.ts';
import { intent } from '../state/intents.ts';
import { botPermissions, permission } from '../state/permissions.ts';
import type { ScheduledEvent } from '../state/scheduled-event.ts';
import { type Channel, channelType } from '../state/state.ts';
import { serializeChannel } from '../wire/objects.ts';
import { setBotPermissions } from './bot-membership.ts';

/** What a server's moderators do behind the bot's back. */
export interface Moderator {
  /** Takes a right in a channel away from the bot: `view` makes it answer 50001, `send` 50013. */
  deny: (channelId: string, right: 'view' | 'send') => void;
  /** Gives the bot a right in a channel that an invitation does not bring. */
  grant: (channelId: string, right: 'pin') => void;
  /** Gives the bot permissions in a whole server, besides those of its invitation. */
  grantInServer: (serverId: string, ...rights: ('createEvents' | 'manageEvents')[]) => void;
  /** Makes an event of a server, as one of its people. @returns its id */
  createEvent: (
    serverId: string,
    key: string,
    event: Pick<ScheduledEvent, 'name' | 'location' | 'startsAt' | 'endsAt'>,
  ) => string;
  /** Takes back what `deny` and `grant` did. */
  allow: (channelId: string) => void;
  deleteChannel: (channelId: string) => void;
  deleteMessage: (channelId: string, messageId: string) => void;
}

export function createModerator(context: Context): Moderator {
  const { state } = context;

  function find(id: string): Channel {
    const channel = state.channels.get(id);
    if (!channel) throw new Error(`There is no channel ${id}.`);
    return channel;
  }

  function tell(name: string, channel: Channel): void {
    context.dispatch({
      name,
      intents: intent.guilds,
      guildId: channel.guildId,
      data: () => serializeChannel(context, channel),
    });
  }

  const setRights = (id: string, { deny = 0n, allow = 0n }) => {
    const named = find(id);
    // A thread has no overwrites of its own.
    const channel = named.parentId === undefined ? named : find(named.parentId);
    const others = channel.overwrites.filter((one) => one.id !== state.bot.id);
    channel.overwrites =
      deny === 0n && allow === 0n
        ? others
        : [...others, { id: state.bot.id, type: 1, allow, deny }];
    tell('CHANNEL_UPDATE', channel);
  };

  return {
    deny: (id, right) =>
      setRights(id, {
        deny:
          right === 'view'
            ? permission.viewChannel
            : permission.sendMessages | permission.sendMessagesInThreads,
      }),
    grant: (id, _right) => setRights(id, { allow: permission.pinMessages }),
    grantInServer(serverId, ...rights) {
      const guild = state.guilds.get(serverId);
      if (!guild) throw new Error(`There is no server ${serverId}.`);
      setBotPermissions(
        context,
        guild,
        rights.reduce((held, right) => held | permission[right], botPermissions),
      );
    },
    createEvent: (serverId, key, event) => createPersonsEvent(context, serverId, key, event),
    allow: (id) => setRights(id, {}),
    deleteChannel(id) {
      const channel = find(id);
      if (channel.type === channelType.direct) throw new Error('A private chat stays.');
      const gone = [...state.channels.values()].filter(
        (one) => one.id === id || one.parentId === id,
      );
      for (const one of gone) {
        state.channels.delete(one.id);
        state.messages.delete(one.id);
      }
      tell(channel.parentId === undefined ? 'CHANNEL_DELETE' : 'THREAD_DELETE', channel);
      context.notifyChanged(id);
    },
    deleteMessage(channelId, messageId) {
      const message = state.messages.get(channelId)?.find((one) => one.id === messageId);
      if (!message) throw new Error(`There is no message ${messageId} in ${channelId}.`);
      deleteMessage(context, message);
    },
  };
}
