import type { Prisma } from '../../src/database/generated/client.ts';
import { fold } from '../../src/language/text/fold.ts';
import { allTexts } from '../../src/language/translations.ts';
import { type SampleClock, sampleZone } from './clock.ts';
import { sampleEvents } from './event-data.ts';
import type { SamplePeople } from './people.ts';
import type { SampleEvent } from './sample-event.ts';

function dataOf(
  { vi, en, from, to = from, hours, source, link, state }: SampleEvent,
  clock: SampleClock,
) {
  const translations = { en: { ...en } };
  return {
    ...vi,
    translations,
    searchText: fold(allTexts(Object.values(vi), translations)),
    startsAt: hours ? clock.at(from, hours[0]) : clock.day(from),
    endsAt: hours ? clock.at(from, hours[1]) : clock.day(to + 1),
    allDay: hours === undefined,
    zone: sampleZone,
    sourceUrl: source,
    linkUrl: link ?? null,
    state: state ?? ('scheduled' as const),
    revision: state === undefined ? 0 : 1,
  };
}

/** Creates the events, with the RSVPs and their notes. */
export async function addEvents(
  tx: Prisma.TransactionClient,
  communityId: string,
  people: SamplePeople,
  clock: SampleClock,
): Promise<void> {
  for (const event of sampleEvents(clock.daysToSunday)) {
    await tx.event.create({
      data: {
        ...dataOf(event, clock),
        communityId,
        rsvps: {
          create: people.others
            .slice(0, event.going ?? 0)
            .map((personId) => ({ personId, state: 'going' })),
        },
      },
    });
  }
}
