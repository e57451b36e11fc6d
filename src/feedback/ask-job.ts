import type { PrismaClient, Session } from '../database/generated/client.ts';
import type { Publications, Transaction } from '../delivery/publications.ts';
import { firstValidZone } from '../language/zones/zone.ts';
import { ensurePrivateChats } from '../notifications/private-chats.ts';
import { noQuarantine, type Quarantine } from '../schedule/quarantine.ts';
import type { ScheduledJob } from '../schedule/scheduled.ts';
import { wereThere } from './give.ts';
import { feedbackLimits, feedbackUntil } from './limits.ts';
import { askMessages } from './messages/ask-messages.ts';

/** Stored with the runs of the job and with quarantined rows. */
const jobName = 'asking for feedback';

/** The hour at which people are asked, where the session was. */
const askingHour = 9;

export interface AskOptions {
  db: PrismaClient;
  publications: Pick<Publications, 'publish'>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Where rows go whose processing throws. */
  aside?: Quarantine;
}

/**
 * When those who were at a session are asked about it: the morning after its end, where it was.
 * @throws RangeError when its end is no date
 */
const feedbackDueAt = ({ endsAt, zone }: Pick<Session, 'endsAt' | 'zone'>): Date => {
  const ended = endsAt.toTemporalInstant().toZonedDateTimeISO(firstValidZone('UTC', zone));
  const morning = ended
    .toPlainDate()
    .add({ days: 1 })
    .toZonedDateTime({ timeZone: ended.timeZoneId, plainTime: { hour: askingHour } });
  return new Date(morning.epochMilliseconds);
};

/** @returns how many people are asked; 0 when another process was first, or the session has changed since */
async function askAbout(
  publications: AskOptions['publications'],
  now: Date,
  tx: Transaction,
  sessionId: string,
): Promise<number> {
  await tx.$queryRaw`SELECT "id" FROM "Session" WHERE "id" = ${sessionId}::uuid FOR UPDATE`;
  const session = await tx.session.findFirst({
    where: { id: sessionId, cancelledAt: null, feedbackRequest: null },
    include: { course: { include: { community: true } } },
  });
  if (!session || feedbackDueAt(session) > now) return 0;
  const there = await tx.signup.findMany({
    where: { sessionId, personId: { not: null }, ...wereThere },
    select: { personId: true },
    orderBy: { personId: 'asc' },
  });
  const personIds = there.flatMap(({ personId }) => personId ?? []);
  if (personIds.length === 0) return 0;
  const { course } = session;
  await tx.feedbackRequest.create({ data: { sessionId, publishedAt: now } });
  await ensurePrivateChats(tx, personIds);
  await publications.publish(tx, {
    ...{ communityId: course.communityId, kind: 'notice', locale: course.community.locale },
    audience: { to: 'people', personIds },
    messages: askMessages(course, sessionId),
    // Nobody can answer any more.
    expiresAt: feedbackUntil(session),
  });
  return personIds.length;
}

/**
 * Asks those who were at sessions that have ended, each session in a transaction of its own: a failing one stops no other.
 * @returns how many people are asked
 */
export async function askForFeedback({
  db,
  publications,
  now,
  aside = noQuarantine(),
}: AskOptions): Promise<number> {
  const at = new Date(now());
  const ended = await db.session.findMany({
    where: {
      ...{ id: { notIn: aside.ids(jobName) }, cancelledAt: null, feedbackRequest: null },
      endsAt: { lte: at, gt: new Date(at.getTime() - feedbackLimits.latenessMs) },
      signups: { some: { personId: { not: null }, ...wereThere } },
    },
    select: { id: true, endsAt: true, zone: true },
    orderBy: [{ endsAt: 'asc' }, { id: 'asc' }],
  });
  let people = 0;
  await aside.forEach(
    jobName,
    ended,
    ({ id }) => id,
    async (session) => {
      if (feedbackDueAt(session) > at) return;
      people += await db.$transaction((tx) => askAbout(publications, at, tx, session.id));
    },
  );
  return people;
}

/** Asks every ten minutes: nobody waits for it. */
export const askJob = (options: AskOptions): ScheduledJob => ({
  name: jobName,
  cron: '*/10 * * * *',
  runAtStart: true,
  async run() {
    await askForFeedback(options);
  },
});
