import type { PrismaClient } from '../../database/generated/client.ts';
import type { Publications, Transaction } from '../../delivery/publications.ts';
import { ensurePrivateChats } from '../../notifications/private-chats.ts';
import { noQuarantine, type Quarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduled.ts';
import { lockEvent } from '../announcements/announcement.ts';
import { eventOrigin } from '../origin.ts';
import { areThanksDue, findEnded } from './due.ts';
import { feedbackUntil } from './feedback.ts';
import { thanksMessages } from './messages.ts';

/** Stored with the runs of the job and with quarantined rows. */
const jobName = 'thanking after events';

export interface ThanksOptions {
  db: PrismaClient;
  publications: Pick<Publications, 'publish'>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Where rows go whose processing throws. */
  aside?: Quarantine;
}

/** @returns how many people are thanked; 0 when another process was first, or the event has changed since */
async function thankFor(
  publications: ThanksOptions['publications'],
  now: Temporal.Instant,
  tx: Transaction,
  eventId: string,
): Promise<number> {
  const event = await lockEvent(tx, eventId);
  if (event.state !== 'scheduled' || !areThanksDue(event, now)) return 0;
  if ((await tx.eventThanks.count({ where: { eventId } })) > 0) return 0;
  const { communityId: id } = event;
  const community = await tx.community.findUniqueOrThrow({ where: { id } });
  if (!community.thanksAttendees) return 0;
  const went = await tx.rsvp.findMany({
    where: { eventId, state: 'going' },
    select: { personId: true },
    orderBy: { personId: 'asc' },
  });
  if (went.length === 0) return 0;
  const personIds = went.map(({ personId }) => personId);
  await tx.eventThanks.create({
    data: { eventId, publishedAt: new Date(now.epochMilliseconds) },
  });
  await ensurePrivateChats(tx, personIds);
  await publications.publish(tx, {
    communityId: community.id,
    kind: 'notice',
    locale: community.locale,
    origin: eventOrigin(eventId),
    audience: { to: 'people', personIds },
    messages: thanksMessages(event, now),
    // Nobody can answer the question any more.
    expiresAt: feedbackUntil(event),
  });
  return personIds.length;
}

/**
 * Thanks those who went to events that have ended, each event in a transaction of its own: a failing one stops no other.
 * @returns how many people are thanked
 */
export async function publishDueThanks({
  db,
  publications,
  now,
  aside = noQuarantine(),
}: ThanksOptions): Promise<number> {
  const at = Temporal.Instant.fromEpochMilliseconds(now());
  const ended = await findEnded(db, at, aside.ids(jobName));
  let people = 0;
  await aside.forEach(
    jobName,
    ended,
    ({ id }) => id,
    async (event) => {
      if (!areThanksDue(event, at)) return;
      people += await db.$transaction((tx) => thankFor(publications, at, tx, event.id));
    },
  );
  return people;
}

/** Thanks every five minutes: nobody waits for it. */
export const thanksJob = (options: ThanksOptions): ScheduledJob => ({
  name: jobName,
  cron: '*/5 * * * *',
  runAtStart: true,
  async run() {
    await publishDueThanks(options);
  },
});
