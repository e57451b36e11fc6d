import { unsupported } from '../errors.ts';
import type { DiscordApi } from '../http/api-server.ts';
import {
  createEvent,
  deleteEvent,
  isOpen,
  modifyEvent,
  requireScheduledEvent,
  updateByTime,
} from '../scheduled-events/events.ts';
import { serializeScheduledEvent } from '../scheduled-events/serialize.ts';
import { readForm } from '../schemas/read-form.ts';
import { entityType, eventChange, eventKind, newEvent } from '../schemas/scheduled-event.ts';
import { requireGuild } from '../state/access.ts';
import type { Context } from '../state/context.ts';

function refuseChannels(body: unknown): void {
  const kind = readForm(eventKind, body).entity_type;
  if (kind === entityType.stage || kind === entityType.voice)
    throw unsupported('An event in a voice channel');
}

/** Events of a server. Source: Discord, "Guild Scheduled Event". */
export function scheduledEventRoutes(api: DiscordApi, context: Context): void {
  const { state } = context;

  api.get('/guilds/:guild/scheduled-events', (c) => {
    const guild = requireGuild(state, c.req.param('guild'));
    const withCount = c.req.query('with_user_count') === 'true';
    // Finished events are not listed. No source says so: clients show none.
    const events = updateByTime(context, guild.id).filter(isOpen);
    return c.json(events.map((one) => serializeScheduledEvent(state, one, withCount)));
  });

  api.post('/guilds/:guild/scheduled-events', (c) => {
    const guild = requireGuild(state, c.req.param('guild'));
    const { json } = c.get('body');
    refuseChannels(json);
    return c.json(
      serializeScheduledEvent(state, createEvent(context, guild, readForm(newEvent, json))),
    );
  });

  api.get('/guilds/:guild/scheduled-events/:event', (c) => {
    const guild = requireGuild(state, c.req.param('guild'));
    const event = requireScheduledEvent(context, guild, c.req.param('event'));
    const withCount = c.req.query('with_user_count') === 'true';
    return c.json(serializeScheduledEvent(state, event, withCount));
  });

  api.patch('/guilds/:guild/scheduled-events/:event', (c) => {
    const guild = requireGuild(state, c.req.param('guild'));
    const event = requireScheduledEvent(context, guild, c.req.param('event'));
    const { json } = c.get('body');
    refuseChannels(json);
    modifyEvent(context, guild, event, readForm(eventChange, json));
    return c.json(serializeScheduledEvent(state, event));
  });

  api.delete('/guilds/:guild/scheduled-events/:event', (c) => {
    const guild = requireGuild(state, c.req.param('guild'));
    deleteEvent(context, guild, requireScheduledEvent(context, guild, c.req.param('event')));
    return c.body(null, 204);
  });

  api.get('/guilds/:guild/scheduled-events/:event/users', (c) => {
    const guild = requireGuild(state, c.req.param('guild'));
    requireScheduledEvent(context, guild, c.req.param('event'));
    return c.json([]);
  });
}
