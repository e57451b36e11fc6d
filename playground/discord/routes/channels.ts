import { z } from 'zod';
import { botChannel, botGuild, botMessage, channelPermissions, requireBot } from '../access.ts';
import type { Context } from '../context.ts';
import { refuse } from '../errors.ts';
import type { Api } from '../http.ts';
import { intent } from '../intents.ts';
import { limits } from '../limits.ts';
import { permission } from '../permissions.ts';
import { readForm, text } from '../schemas/form.ts';
import { type Channel, channelType } from '../state.ts';
import { wireChannel } from '../wire.ts';

const threadBody = z.object({
  name: text(limits.channelName, 1),
  type: z.literal([10, 11, 12]).nullish(),
  auto_archive_duration: z.literal([60, 1440, 4320, 10080]).nullish(),
});

const channelPatch = z.object({
  name: text(limits.channelName, 1).nullish(),
  archived: z.boolean().nullish(),
  locked: z.boolean().nullish(),
});

export function channelRoutes(api: Api, context: Context): void {
  const { state } = context;

  const tell = (name: string, channel: Channel) =>
    context.dispatch({
      name,
      intents: intent.guilds,
      guildId: channel.guildId,
      data: () => ({
        ...wireChannel(context, channel),
        ...(name === 'THREAD_CREATE' ? { newly_created: true } : {}),
      }),
    });

  api.get('/channels/:channel', (c) =>
    c.json(wireChannel(context, botChannel(state, c.req.param('channel')))),
  );

  api.patch('/channels/:channel', (c) => {
    const channel = botChannel(state, c.req.param('channel'));
    if (channel.type === channelType.direct) refuse('notInDm');
    const isThread = channel.parentId !== undefined;
    if (channel.ownerId !== state.bot.id)
      requireBot(state, channel, isThread ? permission.manageThreads : permission.manageChannels);
    const { name, archived, locked } = readForm(channelPatch, c.get('body').json);
    Object.assign(channel, {
      name: name ?? channel.name,
      archived: archived ?? channel.archived,
      locked: locked ?? channel.locked,
    });
    tell(isThread ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE', channel);
    context.changed(channel.id);
    return c.json(wireChannel(context, channel));
  });

  function startThread(parent: Channel, id: string, input: unknown): Channel {
    if (![channelType.text, channelType.announcement].includes(parent.type))
      refuse('wrongChannelType');
    requireBot(state, parent, permission.createPublicThreads);
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
    context.changed(id);
    return thread;
  }

  api.post('/channels/:channel/threads', (c) => {
    const parent = botChannel(state, c.req.param('channel'));
    const thread = startThread(parent, context.nextId(), c.get('body').json);
    return c.json(wireChannel(context, thread), 201);
  });

  api.post('/channels/:channel/messages/:message/threads', (c) => {
    const parent = botChannel(state, c.req.param('channel'));
    const message = botMessage(state, parent, c.req.param('message'));
    // A thread that hangs on a message has the message's id.
    if (state.channels.has(message.id)) refuse('threadExists');
    return c.json(wireChannel(context, startThread(parent, message.id, c.get('body').json)), 201);
  });

  api.put('/channels/:channel/thread-members/@me', (c) => {
    if (botChannel(state, c.req.param('channel')).parentId === undefined)
      refuse('wrongChannelType');
    return c.body(null, 204);
  });

  api.get('/guilds/:guild/channels', (c) => {
    const guild = botGuild(state, c.req.param('guild'));
    const channels = [...state.channels.values()].filter(
      (one) =>
        one.guildId === guild.id &&
        one.parentId === undefined &&
        channelPermissions(state, one, state.bot.id) !== 0n,
    );
    return c.json(channels.map((one) => wireChannel(context, one)));
  });

  api.get('/guilds/:guild/threads/active', (c) => {
    const guild = botGuild(state, c.req.param('guild'));
    const threads = [...state.channels.values()].filter(
      (one) => one.guildId === guild.id && one.parentId !== undefined && !one.archived,
    );
    return c.json({ threads: threads.map((one) => wireChannel(context, one)), members: [] });
  });
}
