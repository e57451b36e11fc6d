import {
  Events,
  GatewayIntentBits,
  type GuildScheduledEventCreateOptions,
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  GuildScheduledEventStatus,
  PermissionFlagsBits,
} from 'discord.js';
import * as spec from 'discord-api-spec/zod';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { newEvent } from '../../../playground/discord/schemas/scheduled-event.ts';
import { permission } from '../../../playground/discord/state/permissions.ts';
import { findSchemaViolations } from '../../support/specifications/discord-spec.ts';
import { connectDiscordJs, type DiscordJsFixture, intents, serverId } from './discordjs-fixture.ts';

const hour = 3_600_000;
const start = Date.parse('2026-11-24T02:00:00Z');

let open: DiscordJsFixture;
let at = start;
const heard: string[] = [];
beforeAll(async () => {
  open = await connectDiscordJs({ now: () => at }, [
    ...intents,
    GatewayIntentBits.GuildScheduledEvents,
  ]);
  open.client.on(Events.GuildScheduledEventCreate, ({ name }) => heard.push(`create ${name}`));
  open.client.on(Events.GuildScheduledEventUpdate, (_before, { name, status }) =>
    heard.push(`update ${name} ${status}`),
  );
  open.client.on(Events.GuildScheduledEventDelete, ({ name }) => heard.push(`delete ${name}`));
});
afterAll(() => open.stop());
beforeEach(() => {
  at = start;
  heard.length = 0;
  open.discord.moderator.grantInServer(serverId, 'createEvents');
});

const server = () => open.client.guilds.fetch(serverId);
const eventOf = (over: Partial<GuildScheduledEventCreateOptions>) => ({
  name: 'Cà phê sáng tạo',
  scheduledStartTime: start + hour,
  scheduledEndTime: start + 2 * hour,
  privacyLevel: GuildScheduledEventPrivacyLevel.GuildOnly,
  entityType: GuildScheduledEventEntityType.External as const,
  entityMetadata: { location: 'Đường sách' },
  ...over,
});
const create = async (over: Partial<GuildScheduledEventCreateOptions> = {}) =>
  (await server()).scheduledEvents.create(eventOf(over));
const clear = async () => {
  open.discord.moderator.grantInServer(serverId, 'manageEvents');
  for (const one of (await (await server()).scheduledEvents.fetch()).values()) await one.delete();
};
const formErrors = (field: string, code: string) => ({
  code: 50035,
  rawError: { errors: { [field]: { _errors: [{ code }] } } },
});

it('has the bits that discord.js has', () => {
  expect(permission.manageEvents).toBe(PermissionFlagsBits.ManageEvents);
});

test('makes, lists, changes and deletes an event, and tells of it', async () => {
  const made = await create({ description: 'Gặp nhau' });
  expect(made).toMatchObject({
    name: 'Cà phê sáng tạo',
    description: 'Gặp nhau',
    status: GuildScheduledEventStatus.Scheduled,
    entityMetadata: { location: 'Đường sách' },
    scheduledStartTimestamp: start + hour,
  });
  const guild = await server();
  expect((await guild.scheduledEvents.fetch()).map(({ id }) => id)).toEqual([made.id]);
  await made.edit({ name: 'Cà phê', entityMetadata: { location: 'Quận 1' } });
  expect(
    await guild.scheduledEvents.fetch({ guildScheduledEvent: made.id, force: true }),
  ).toMatchObject({
    name: 'Cà phê',
    description: 'Gặp nhau',
    entityMetadata: { location: 'Quận 1' },
  });
  await made.delete();
  expect((await guild.scheduledEvents.fetch()).size).toBe(0);
  await expect
    .poll(() => heard)
    .toEqual(['create Cà phê sáng tạo', 'update Cà phê 1', 'delete Cà phê']);
  await expect(
    guild.scheduledEvents.fetch({ guildScheduledEvent: made.id, force: true }),
  ).rejects.toMatchObject({ status: 404, code: 10070 });
});

test('answers as the specification says, with a recurrence rule', async () => {
  const made = await create({
    recurrenceRule: { startAt: start + hour, frequency: 2, interval: 2, byWeekday: [1] },
  });
  const answer: unknown = await open.client.rest.get(
    `/guilds/${serverId}/scheduled-events/${made.id}?with_user_count=true`,
  );
  expect(findSchemaViolations(spec.ExternalScheduledEventResponseSchema, answer)).toEqual([]);
  expect(answer).toMatchObject({ user_count: 0, recurrence_rule: { interval: 2 } });
  await made.delete();
});

describe('permissions', () => {
  test('creating needs its own permission; managing is not enough', async () => {
    open.discord.moderator.grantInServer(serverId, 'manageEvents');
    await expect(create()).rejects.toMatchObject({ status: 403, code: 50013 });
  });

  test('an event of somebody else is changed by those who manage events alone', async () => {
    const { moderator } = open.discord;
    const id = moderator.createEvent(serverId, 'hanh', {
      ...{ name: 'Của Hạnh', location: 'Huế' },
      ...{ startsAt: start + hour, endsAt: start + 2 * hour },
    });
    const { scheduledEvents } = await server();
    const found = await scheduledEvents.fetch({ guildScheduledEvent: id, force: true });
    await expect(found.edit({ name: 'Của bot' })).rejects.toMatchObject({ code: 50013 });
    await expect(found.delete()).rejects.toMatchObject({ code: 50013 });
    moderator.grantInServer(serverId, 'manageEvents');
    await found.edit({ name: 'Của mọi người' });
    await found.delete();
  });
});

describe('refusals', () => {
  test.each([
    [
      'a start in the past',
      { scheduledStartTime: start - 1 },
      'scheduled_start_time',
      'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST',
    ],
    ['no name', { name: '' }, 'name', 'BASE_TYPE_REQUIRED'],
    ['a name of 101', { name: 'x'.repeat(101) }, 'name', 'BASE_TYPE_BAD_LENGTH'],
    [
      'a description of 1,001',
      { description: 'x'.repeat(1001) },
      'description',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'an interval of three weeks',
      { recurrenceRule: { startAt: start, frequency: 2 as const, interval: 3, byWeekday: [1] } },
      'recurrence_rule',
      undefined,
    ],
  ])('%s', async (_what, over, field, code) => {
    const refused = create(over);
    await (code === undefined
      ? expect(refused).rejects.toMatchObject({
          code: 50035,
          rawError: { errors: { [field]: {} } },
        })
      : expect(refused).rejects.toMatchObject(formErrors(field, code)));
  });

  const body = {
    ...{ name: 'x', privacy_level: 2, entity_type: 3, entity_metadata: { location: 'y' } },
    scheduled_start_time: '2026-11-25T02:00:00Z',
    scheduled_end_time: '2026-11-25T03:00:00+00:00',
  };
  const rule = (over: object) => ({
    ...body,
    recurrence_rule: { start: body.scheduled_start_time, interval: 1, ...over },
  });
  test.each([
    ['no place', { ...body, entity_metadata: undefined }],
    ['an empty place', { ...body, entity_metadata: {} }],
    ['no end', { ...body, scheduled_end_time: undefined }],
    ['a channel', { ...body, channel_id: '1' }],
    ['other privacy', { ...body, privacy_level: 1 }],
    ['no time', { ...body, scheduled_start_time: 'tomorrow' }],
    ['an address as image', { ...body, image: 'https://example.com/a.png' }],
    ['a count', rule({ frequency: 2, by_weekday: [1], count: 3 })],
    ['two weekdays a week', rule({ frequency: 2, by_weekday: [1, 2] })],
    ['unknown sets of days', rule({ frequency: 3, by_weekday: [0, 2] })],
    ['every second day', rule({ frequency: 3, interval: 2 })],
    [
      'two weekdays a month',
      rule({
        frequency: 1,
        by_n_weekday: [
          { n: 1, day: 1 },
          { n: 2, day: 1 },
        ],
      }),
    ],
    ['a year without a month', rule({ frequency: 0, by_month_day: [24] })],
  ])('%s', (_what, given) => {
    expect(newEvent.safeParse(given).success).toBe(false);
  });
  test.each([
    ['no rule', body],
    ['weekdays', rule({ frequency: 3, by_weekday: [0, 1, 2, 3, 4] })],
    ['Sunday to Thursday', rule({ frequency: 3, by_weekday: [6, 0, 1, 2, 3] })],
    ['every second Wednesday', rule({ frequency: 2, interval: 2, by_weekday: [2] })],
    ['the fourth Wednesday', rule({ frequency: 1, by_n_weekday: [{ n: 4, day: 2 }] })],
    ['24 July', rule({ frequency: 0, by_month: [7], by_month_day: [24] })],
  ])('takes %s', (_what, given) => {
    expect(newEvent.safeParse(given).error).toBeUndefined();
  });

  test('an end before the start', async () => {
    await expect(create({ scheduledEndTime: start + hour / 2 })).rejects.toMatchObject({
      code: 50035,
    });
  });

  test('an event in six years', async () => {
    const day = 24 * hour;
    const scheduledStartTime = start + 6 * 366 * day;
    const late = { scheduledStartTime, scheduledEndTime: scheduledStartTime + hour };
    await expect(create(late)).rejects.toMatchObject({ code: 50035 });
    await expect(create({ scheduledEndTime: late.scheduledEndTime })).rejects.toMatchObject({
      code: 50035,
    });
  });

  test('the 101st open event', async () => {
    for (let count = 0; count < 100; count += 1) await create({ name: `Sự kiện ${count}` });
    await expect(create()).rejects.toMatchObject({ status: 400, code: 30038 });
    await clear();
  });
});

describe('over time', () => {
  test('an event begins and ends by itself, is finished and listed no more', async () => {
    const made = await create();
    const { scheduledEvents } = await server();
    at = start + hour;
    expect((await scheduledEvents.fetch()).get(made.id)?.status).toBe(
      GuildScheduledEventStatus.Active,
    );
    await expect(made.edit({ scheduledStartTime: start + 3 * hour })).rejects.toMatchObject(
      formErrors('scheduled_start_time', 'GUILD_SCHEDULED_EVENT_SCHEDULE_INVALID_START_BY_STATUS'),
    );
    await made.edit({ description: 'Đang diễn ra' });
    at = start + 2 * hour;
    expect((await scheduledEvents.fetch()).has(made.id)).toBe(false);
    await expect(made.edit({ name: 'Xong' })).rejects.toMatchObject({ status: 400, code: 180_000 });
  });

  test('an event is cancelled before it begins, and completed only after', async () => {
    const made = await create();
    await expect(made.setStatus(GuildScheduledEventStatus.Completed)).rejects.toMatchObject(
      formErrors('status', 'TRANSITION_INVALID'),
    );
    await made.setStatus(GuildScheduledEventStatus.Canceled);
    await expect(made.edit({ name: 'Lại' })).rejects.toMatchObject({ code: 180_000 });
  });
});

test('a client that connects later finds the events of its servers', async () => {
  const made = await create();
  open.discord.dropGateway({ invalidate: true });
  await expect
    .poll(() => open.client.guilds.cache.get(serverId)?.scheduledEvents.cache.has(made.id))
    .toBe(true);
});
