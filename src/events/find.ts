import type { Event, Prisma, PrismaClient } from '../database/generated/client.ts';
import { fold } from '../language/fold.ts';

export interface EventQuery {
  communityId: string;
  /** Events that overlap [from, until). */
  from: Date;
  until?: Date;
  /** Words that must all be found, folded. */
  query?: string;
  topic?: string;
  place?: string;
  skip?: number;
  take: number;
}

/** Every word of the text must stand somewhere in the folded search text. */
const wordsOf = (text: string): Prisma.EventWhereInput[] =>
  fold(text)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({ searchText: { contains: word } }));

function whereOf({
  communityId,
  from,
  until,
  query,
  topic,
  place,
}: EventQuery): Prisma.EventWhereInput {
  return {
    communityId,
    endsAt: { gt: from },
    ...(until ? { startsAt: { lt: until } } : {}),
    ...(topic ? { topic: { equals: topic, mode: 'insensitive' as const } } : {}),
    AND: [...wordsOf(query ?? ''), ...wordsOf(place ?? '')],
  };
}

/** Events by start; cancelled ones too, so that nobody goes in vain. */
export async function findEvents(
  db: PrismaClient,
  query: EventQuery,
): Promise<{ events: Event[]; total: number }> {
  const where = whereOf(query);
  const [events, total] = await Promise.all([
    db.event.findMany({
      where,
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      skip: query.skip ?? 0,
      take: query.take,
    }),
    db.event.count({ where }),
  ]);
  return { events, total };
}

/** Topics that the community's coming events have, by name. */
export async function eventTopics(
  db: PrismaClient,
  communityId: string,
  from: Date,
): Promise<string[]> {
  const rows = await db.event.findMany({
    where: { communityId, endsAt: { gt: from }, topic: { not: '' } },
    distinct: ['topic'],
    select: { topic: true },
    orderBy: { topic: 'asc' },
  });
  return rows.map(({ topic }) => topic);
}
