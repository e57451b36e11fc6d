import type { Event, PrismaClient } from '../../database/generated/client.ts';
import type { Holiday } from '../../language/holidays/index.ts';
import { publicHolidayOn } from '../../language/holidays/public-holidays.ts';
import { lunarYears, toLunarDate } from '../../language/lunar/index.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import { hasValidTimes } from '../lifetime.ts';

/** What an organiser should know of the time of an event; none of it forbids anything. */
export interface Clashes {
  /** Other events of the community at that time: those of the same kind (hours or whole days) or topic. */
  events: readonly Event[];
  holiday: Holiday | undefined;
  /** The first or the fifteenth day of a lunar month, when many people are at a temple or with their family. */
  lunarDay: 1 | 15 | undefined;
}

const hourMs = 3_600_000;
/** How long an event without a known end is taken to last, and how long before it others begin that still go on. */
const assumedMs = 2 * hourMs;
const longestMs = 31 * 24 * hourMs;
const namedEvents = 3;

type TimedEvent = Pick<
  Event,
  'id' | 'communityId' | 'startsAt' | 'endsAt' | 'allDay' | 'topic' | 'zone'
>;

const findOverlapping = (
  db: Pick<PrismaClient, 'event'>,
  { id, communityId, startsAt, endsAt, allDay, topic }: TimedEvent,
): Promise<Event[]> => {
  const until = endsAt > startsAt ? endsAt : new Date(startsAt.getTime() + assumedMs);
  return db.event.findMany({
    where: {
      ...{ communityId, id: { not: id }, state: 'scheduled' },
      startsAt: { gte: new Date(startsAt.getTime() - longestMs), lt: until },
      AND: [
        { OR: [{ allDay }, ...(topic === '' ? [] : [{ topic }])] },
        {
          OR: [
            // One that ends when this one begins is over.
            { endsAt: { gt: startsAt } },
            {
              endsAt: { equals: db.event.fields.startsAt },
              startsAt: { gt: new Date(startsAt.getTime() - assumedMs) },
            },
          ],
        },
      ],
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: namedEvents,
  });
};

/** What else is at the time of an event: other events of its community, a public holiday, a lunar day. */
export async function findClashes(
  db: Pick<PrismaClient, 'event'>,
  event: TimedEvent,
): Promise<Clashes> {
  if (!hasValidTimes(event)) return { events: [], holiday: undefined, lunarDay: undefined };
  const day = event.startsAt
    .toTemporalInstant()
    .toZonedDateTimeISO(firstValidZone('UTC', event.zone))
    .toPlainDate();
  const isKnown = day.year > lunarYears.first && day.year < lunarYears.last;
  const lunar = isKnown ? toLunarDate(day).day : undefined;
  return {
    events: await findOverlapping(db, event),
    holiday: publicHolidayOn(day),
    lunarDay: lunar === 1 || lunar === 15 ? lunar : undefined,
  };
}
