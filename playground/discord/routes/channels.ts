import { z } from 'zod';
import { throwApiError } from '../errors.ts';
import type { DiscordApi } from '../http/api-server.ts';
import { limits } from '../limits.ts';
import { boundedText, readForm } from '../schemas/read-form.ts';
import {
  channelPermissions,
  requireBotPermissions,
  requireGuild,
  requireMessage,
  requireVisibleChannel,
} from '../state/access.ts';
import type { Context } from '../state/context.ts';
import { intent } from '../state/intents.ts';
import { permission } from '../state/permissions.ts';
import { type Channel, channelType } from '../state/state.ts';
import { serializeChannel } from '../wire/objects.ts';

const threadBody = z.object({
  name: boundedText(limits.channelName, 1),
  type: z.literal([10, 11, 12]).nullish(),
  auto_archive_duration: z.literal([60, 1440, 4320, 10080]).nullish(),
});

const channelPatch = z.object({
  name: boundedText(limits.channelName, 1).nullish(),
  archived: z.boolean().nullish(),
  locked: z.boolean().nullish(),
});

export function channelRoutes(api: DiscordApi, context: Context): void {
  const { state } = context;

  const tell = (name: string, channel: Channel) =>
    context.dispatch({
      name,
      intents: intent.guilds,
      guildId: channel.guildId,
      data: () => ({
        ...serializeChannel(context, channel),
        ...(name === 'THREAD_CREATE' ? { newly_created: true } : {}),
      }),
    });

  api.get('/channels/:channel', (c) =>
    c.json(serializeChannel(context, requireVisibleChannel(state, c.req.param('channel')))),
  );

  api.patch('/channels/:channel', (c) => {
    const channel = requireVisibleChannel(state, c.req.param('channel'));
    if (channel.type === channelType.direct) throwApiError('notInDm');
    const isThread = channel.parentId !== undefined;
    if (channel.ownerId !== state.bot.id)
      requireBotPermissions(
        state,
        channel,
        isThread ? permission.manageThreads : permission.manageChannels,
      );
    const { name, archived, locked } = readForm(channelPatch, c.get('body').json);
    Object.assign(channel, {
      name: name ?? channel.name,
      archived: archived ?? channel.archived,
      locked: locked ?? channel.locked,
    });
    tell(isThread ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE', channel);
    context.notifyChanged(channel.id);
    return c.json(serializeChannel(context, channel));
  });

  function startThread(parent: Channel, id: string, input: unknown): Channel {
    if (![channelType.text, channelType.announcement].includes(parent.type))
      throwApiError('wrongChannelType');
    requireBotPermissions(state, parent, permission.createPublicThreads);
    const { name } = readForm(threadBody, input);
    const thread: Channel = {
      id,
      type:
        parent.type === channelType.announcement
          ? channelType.announcementThread
          : channelType.thread,
      name,
      guildId: parent.guildId,
      parentId: parent.id,
      ownerId: state.bot.id,
      overwrites: [],
      archived: false,
      locked: false,
    };
    state.channels.set(id, thread);
    tell('THREAD_CREATE', thread);
    context.notifyChanged(id);
    return thread;
  }

  api.post('/channels/:channel/threads', (c) => {
    const parent = requireVisibleChannel(state, c.req.param('channel'));
    const thread = startThread(parent, context.nextId(), c.get('body').json);
    return c.json(serializeChannel(context, thread), 201);
  });

  api.post('/channels/:channel/messages/:message/threads', (c) => {
    const parent = requireVisibleChannel(state, c.req.param('channel'));
    const message = requireMessage(state, parent, c.req.param('message'));
    // A thread that hangs on a message has the message's id.
    if (state.channels.has(message.id)) throwApiError('threadExists');
    return c.json(
      serializeChannel(context, startThread(parent, message.id, c.get('body').json)),
      201,
    );
  });

  api.put('/channels/:channel/thread-members/@me', (c) => {
    if (requireVisibleChannel(state, c.req.param('channel')).parentId === undefined)
      throwApiError('wrongChannelType');
    return c.body(null, 204);
  });

  api.get('/guilds/:guild/channels', (c) => {
    const guild = requireGuild(state, c.req.param('guild'));
    const channels = [...state.channels.values()].filter(
      (one) =>
        one.guildId === guild.id &&
        one.parentId === undefined &&
        channelPermissions(state, one, state.bot.id) !== 0n,
    );
    return c.json(channels.map((one) => serializeChannel(context, one)));
  });

  api.get('/guilds/:guild/threads/active', (c) => {
    const guild = requireGuild(state, c.req.param('guild'));
    const threads = [...state.channels.values()].filter(
      (one) => one.guildId === guild.id && one.parentId !== undefined && !one.archived,
    );
    return c.json({ threads: threads.map((one) => serializeChannel(context, one)), members: [] });
  });
}
