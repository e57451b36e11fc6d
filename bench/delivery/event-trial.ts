import type { PrismaClient } from '../../src/database/generated/client.ts';
import type { Publications } from '../../src/delivery/publications.ts';
import { changeEvent } from '../../src/events/editing/service.ts';
import { eventOrigin } from '../../src/events/origin.ts';
import { createEditNotices } from '../../src/events/rsvp-messages/edit-notices.ts';
import { UserError } from '../../src/kit/define/user-error.ts';
import type { Platform } from '../../src/platform.ts';

/** The title of all events of the trial. */
const trialTitle = 'Buổi gặp thử nghiệm';
const communityName = 'Events';
const eventCount = 10;
const reminderMinutes = 60;

/** What happens to the events: each is told to whoever goes. */
export type EventStage = 'remind' | 'move' | 'cancel';

/** Creates events with this many people who go, half of them on each platform, all to be reminded at `dueAt`. */
export async function seedEvents(
  db: PrismaClient,
  { people, dueAt }: { people: number; dueAt: number },
): Promise<void> {
  if ((await db.community.count({ where: { name: communityName } })) > 0) return;
  const begins = new Date(dueAt + reminderMinutes * 60_000);
  await db.$transaction(async (tx) => {
    const { id: communityId } = await tx.community.create({
      data: {
        name: communityName,
        locale: 'vi',
        zone: 'Asia/Ho_Chi_Minh',
        eventReminders: [reminderMinutes],
      },
    });
    await tx.event.createMany({
      data: Array.from({ length: eventCount }, () => ({
        communityId,
        title: trialTitle,
        startsAt: begins,
        endsAt: new Date(begins.getTime() + 3_600_000),
        zone: 'Asia/Ho_Chi_Minh',
        searchText: '',
      })),
    });
    await tx.$executeRaw`
      CREATE TEMPORARY TABLE trial ON COMMIT DROP AS SELECT i, i / 2 AS n, gen_random_uuid() AS person,
        gen_random_uuid() AS account, CASE i % 2 WHEN 0 THEN 'discord' ELSE 'telegram' END::"Platform" AS platform,
        CASE i % 2 WHEN 0 THEN 1510000000000000000 + i / 2 ELSE 5000000 + i / 2 END::text AS "user"
      FROM generate_series(0, ${people}::bigint - 1) i`;
    await tx.$executeRaw`INSERT INTO "Person" (id) SELECT person FROM trial`;
    await tx.$executeRaw`
      INSERT INTO "Account" (id, "personId", platform, "platformId", name)
      SELECT account, person, platform, "user", 'person ' || i FROM trial`;
    await tx.$executeRaw`
      INSERT INTO "Chat" (id, platform, "platformId", kind, title, "accountId", "channelId")
      SELECT gen_random_uuid(), platform, "user", 'private', 'person ' || i, account,
        CASE platform WHEN 'discord' THEN (1410000000000000000 + n)::text END FROM trial`;
    await tx.$executeRaw`
      INSERT INTO "Rsvp" ("eventId", "personId", state)
      SELECT e.id, person, 'going' FROM trial JOIN
        (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM "Event" WHERE "communityId" = ${communityId}::uuid) e
        ON e.place = i % ${eventCount}`;
    await tx.$executeRaw`
      INSERT INTO "EventReminder" ("eventId", minutes, "dueAt")
      SELECT id, ${reminderMinutes}, ${new Date(dueAt)} FROM "Event" WHERE "communityId" = ${communityId}::uuid`;
  });
}

/** Moves all events by a day, or cancels them; those that are already are left. */
export async function changeEvents(
  services: { db: PrismaClient; publications: Publications; now: Temporal.Instant },
  action: 'move' | 'cancel',
): Promise<void> {
  const { db, now } = services;
  const [account] = await db.account.findMany({ take: 1 });
  const events = await db.event.findMany({
    where: { community: { name: communityName } },
    include: { reminders: true },
  });
  for (const { reminders, ...event } of events) {
    const isMoved = reminders.some(({ dueAt }) => dueAt.getTime() > now.epochMilliseconds);
    if (!account || (action === 'move' && isMoved)) continue;
    const local = event.startsAt
      .toTemporalInstant()
      .toZonedDateTimeISO(event.zone)
      .add({ days: 1 });
    const when = { date: local.toPlainDate(), time: local.toPlainTime() };
    await changeEvent(
      { ...services, account, zone: event.zone, notices: createEditNotices(services) },
      event,
      action === 'move' ? { action: 'postpone', when } : { action: 'cancel' },
    ).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
    });
  }
}

/** The private messages of one stage by state, and the people to whom one is unknown. */
export interface EventLedger {
  /** Publications, which are all there is once there are as many as events. */
  publications: number;
  isDone: boolean;
  states: Partial<Record<string, number>>;
  unknown: { platform: Platform; user: string }[];
}

/** @param before publications of earlier stages */
export async function readEventLedger(
  db: PrismaClient,
  before: readonly string[],
): Promise<EventLedger & { ids: string[] }> {
  const events = await db.event.findMany({ where: { community: { name: communityName } } });
  const publications = await db.publication.findMany({
    where: {
      origin: { in: events.map(({ id }) => eventOrigin(id)) },
      id: { notIn: [...before] },
    },
    select: { id: true, fanOut: true },
  });
  const ids = publications.map(({ id }) => id);
  const groups = await db.delivery.groupBy({
    by: ['platform', 'state'],
    where: { publicationId: { in: ids } },
    _count: true,
  });
  const unknown = await db.delivery.findMany({
    where: { publicationId: { in: ids }, state: 'unknown' },
    select: { platform: true, chat: { select: { platformId: true } } },
  });
  return {
    ids,
    publications: ids.length,
    isDone:
      publications.length >= events.length &&
      publications.every(({ fanOut }) => fanOut === 'done') &&
      groups.every(({ state }) => state !== 'queued' && state !== 'sending'),
    states: Object.fromEntries(
      groups.map(({ platform, state, _count }) => [`${platform} ${state}`, _count]),
    ),
    unknown: unknown.map(({ platform, chat }) => ({ platform, user: chat.platformId })),
  };
}
