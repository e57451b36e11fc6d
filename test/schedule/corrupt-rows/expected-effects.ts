import { editionOrigin } from '../../../src/briefings/editions/origin.ts';
import { eventOrigin } from '../../../src/events/origin.ts';
import type { DeliveryFixture } from '../../support/fixtures/delivery-fixture.ts';
import type { CommunityFixture } from './community-fixture.ts';

/** Tables of which housekeeping takes out what has served its time. */
const cleaned = new Set([
  ...[
    'Prompt',
    'ActionSet',
    'ConsumedToken',
    'Cooldown',
    'Code',
    'RateLimitWindow',
    'ScheduledRun',
    'HandledUpdate',
    'EventFeedback',
  ],
]);

/** Notices that each admin gets: of the approval, closed chats, unknown copies and missing approvers. */
const notices = 4;

/** What was not done of what there was to do. */
export async function missingEffects(
  { db, telegram, discord }: DeliveryFixture,
  world: CommunityFixture,
  beganAt: number,
): Promise<string[]> {
  const { name, communityId, locale } = world;
  const own = { communityId };
  const edition = await db.edition.findFirst({
    where: { briefingId: world.briefing, scheduledFor: new Date(beganAt) },
    select: { id: true, state: true },
  });
  const published = await db.publication.findFirst({
    where: { origin: editionOrigin(edition?.id ?? '') },
  });
  const output = JSON.stringify(published?.messages ?? '');
  const alert = await db.alert.findUnique({ where: { id: world.ended } });
  const request = await db.approval.findUnique({ where: { id: world.request } });
  const closed = await db.chat.findUnique({ where: { id: world.closed } });
  const reopened = await db.chat.findUnique({ where: { id: world.reopened } });
  const unknown = await db.publication.findUnique({ where: { id: world.unknown } });
  const waiting = await db.publication.findUnique({ where: { id: world.waiting } });
  const late = await db.delivery.findFirst({ where: { publicationId: world.late } });
  const community = await db.community.findUnique({ where: { id: communityId } });
  const guarded = await db.community.findUnique({ where: { id: world.guarded } });
  const passed = await db.delivery.findUnique({ where: { id: world.crossposted } });
  const board = await db.board.findUnique({ where: { id: world.board } });
  const inGroup = telegram.log.filter(({ chat }) => chat === `group-${name}`);
  const toAdmin = telegram.log.filter(({ chat }) => chat === `admin-${name}`);
  const done: Record<string, boolean> = {
    briefing: edition?.state === 'sent',
    'event in the briefing': output.includes(`changed ${name}`),
    'item in the briefing': output.includes(`item ${name}`),
    'course in the briefing': output.includes(`course ${name}`),
    'alert in the briefing': output.includes(`holds ${name}`),
    'briefing sent': inGroup.some(({ text }) => text.includes(`item ${name}`)),
    'alert ended': alert?.state === 'expired',
    'copies of the alert changed': inGroup.some(({ act, id }) => act === 'edit' && id === '7'),
    'approval lapsed': request?.state === 'cancelled' && request.outcomePublicationIds.length > 0,
    'closed chat told': closed?.closedNotifiedAt != null,
    'chat open again': reopened?.closedAt === null,
    'unknown copies told': unknown?.unknownNotifiedAt != null,
    'missing approvers told': community?.approversNotifiedAt != null,
    'nothing told where there are approvers': guarded?.approversNotifiedAt === null,
    'change told':
      (await db.eventChange.count({ where: { eventId: world.changed } })) === 0 &&
      (await db.publication.count({ where: { ...own, origin: eventOrigin(world.changed) } })) > 0,
    reminded:
      (await db.publication.count({
        where: { ...own, kind: 'reminder', origin: eventOrigin(world.changed) },
      })) > 0,
    thanked:
      (await db.eventThanks.count({ where: { eventId: world.over } })) === 1 &&
      (await db.publication.count({ where: { ...own, origin: eventOrigin(world.over) } })) === 1,
    'series extended': (await db.event.count({ where: { seriesId: world.series } })) === 8,
    'calendar tried':
      (await db.importedCalendar.findUnique({ where: { id: world.calendar } }))?.failures === 1,
    'waiting publication sent in its language':
      waiting?.fanOut === 'done' &&
      inGroup.some(({ text }) => text.startsWith(`waiting ${name}`) && text.endsWith(` ${locale}`)),
    'late copy left out': late?.state === 'skipped',
    'passed on':
      passed?.crosspostAt === null &&
      discord.log.some(({ act, chat }) => act === 'crosspost' && chat === `channel-${name}`),
    'nothing sent where the platform asked to wait': !discord.log.some(
      ({ act, chat }) => act === 'send' && world.held.includes(chat),
    ),
    'board posted': board?.messageId === 'board' && board.isPinned,
    'event in the server’s list':
      (await db.mirroredEvent.count({ where: { mirrorId: world.mirror, serverEventId: 'made' } })) >
      0,
    'admin told': toAdmin.length >= notices,
  };
  const left = Object.keys(done).filter((one) => !done[one]);
  for (const { table, where } of world.rows) {
    if (!cleaned.has(table) || world.siblings.some((row) => row.where === where)) continue;
    const [there] = await db.$queryRawUnsafe<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM "${table}" WHERE ${where}`,
    );
    if (there?.count !== 0) left.push(`housekeeping of ${table}`);
  }
  return left.map((one) => `${name}: ${one}`);
}
