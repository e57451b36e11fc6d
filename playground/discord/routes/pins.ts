import { z } from 'zod';
import { throwApiError } from '../errors.ts';
import type { DiscordApi } from '../http/api-server.ts';
import { limits } from '../limits.ts';
import { postMessage } from '../messages/messages.ts';
import { readForm } from '../schemas/read-form.ts';
import { requireBotPermissions, requireMessage, requireVisibleChannel } from '../state/access.ts';
import type { Context } from '../state/context.ts';
import { intent } from '../state/intents.ts';
import { permission } from '../state/permissions.ts';
import type { Channel, Message } from '../state/state.ts';
import { serializeMessage } from '../wire/message.ts';
import { toIsoString } from '../wire/objects.ts';

const page = z.object({
  before: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pins.page).default(limits.pins.page),
});

/** The message type of "pinned a message to this channel". */
const pinNotice = 6;

/** Pinned messages, by the new addresses and the deprecated ones. Source: Discord, "Message Resource". */
export function pinRoutes(api: DiscordApi, context: Context): void {
  const { state } = context;

  const pinnedIn = (channel: Channel): Message[] =>
    (state.messages.get(channel.id) ?? [])
      .filter(({ pinnedAt }) => pinnedAt !== undefined)
      .sort((a, b) => (b.pinnedAt ?? 0) - (a.pinnedAt ?? 0));

  /** Since 2026-02-23 managing messages no longer suffices. */
  const requirePinning = (channel: Channel) => {
    if (channel.guildId !== undefined)
      requireBotPermissions(state, channel, permission.pinMessages);
  };

  const tell = (channel: Channel) => {
    context.dispatch({
      name: 'CHANNEL_PINS_UPDATE',
      intents: channel.guildId === undefined ? intent.directMessages : intent.guilds,
      guildId: channel.guildId,
      data: () => ({
        channel_id: channel.id,
        ...(channel.guildId === undefined ? {} : { guild_id: channel.guildId }),
        last_pin_timestamp: toIsoString(context.now()),
      }),
    });
    context.notifyChanged(channel.id);
  };

  api.get('/channels/:channel/messages/pins', (c) => {
    const channel = requireVisibleChannel(state, c.req.param('channel'));
    requireBotPermissions(state, channel, permission.readMessageHistory);
    const { before, limit } = readForm(page, c.req.query());
    const earlier = pinnedIn(channel).filter(
      ({ pinnedAt = 0 }) => before === undefined || pinnedAt < Date.parse(before),
    );
    return c.json({
      items: earlier.slice(0, limit).map((message) => ({
        pinned_at: toIsoString(message.pinnedAt ?? 0),
        message: serializeMessage(context, message),
      })),
      has_more: earlier.length > limit,
    });
  });

  api.get('/channels/:channel/pins', (c) => {
    const channel = requireVisibleChannel(state, c.req.param('channel'));
    requireBotPermissions(state, channel, permission.readMessageHistory);
    return c.json(
      pinnedIn(channel)
        .slice(0, limits.pins.page)
        .map((message) => serializeMessage(context, message)),
    );
  });

  for (const address of [
    '/channels/:channel/messages/pins/:message',
    '/channels/:channel/pins/:message',
  ] as const) {
    api.put(address, (c) => {
      const { channel: place = '', message: id = '' } = c.req.param();
      const channel = requireVisibleChannel(state, place);
      const message = requireMessage(state, channel, id);
      requirePinning(channel);
      if (message.pinnedAt === undefined) {
        if (pinnedIn(channel).length >= limits.pins.perChannel) throwApiError('tooManyPins');
        message.pinnedAt = context.now();
        postMessage(context, {
          channel,
          authorId: state.bot.id,
          body: {},
          type: pinNotice,
          replyTo: message.id,
        });
        tell(channel);
      }
      return c.body(null, 204);
    });

    api.delete(address, (c) => {
      const { channel: place = '', message: id = '' } = c.req.param();
      const channel = requireVisibleChannel(state, place);
      const message = requireMessage(state, channel, id);
      requirePinning(channel);
      message.pinnedAt = undefined;
      tell(channel);
      return c.body(null, 204);
    });
  }
}
