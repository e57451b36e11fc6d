import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Event, Prisma } from '../../database/generated/client.ts';
import { EventState } from '../../database/generated/enums.ts';
import { parseTranslations } from '../../language/parse-translations.ts';

const moment = z.iso.datetime().transform((text) => new Date(text));

const schema = z.object({
  title: z.string(),
  summary: z.string(),
  place: z.string(),
  topic: z.string(),
  sourceUrl: z.string().nullable(),
  linkUrl: z.string().nullable(),
  translations: z.json(),
  startsAt: moment,
  endsAt: moment,
  allDay: z.boolean(),
  state: z.enum(Object.values(EventState)),
});

/** What people read of an event, as it is kept to be compared later. */
export function createEventSnapshot(event: Event): Prisma.InputJsonObject {
  const { title, summary, place, topic, sourceUrl, linkUrl, translations, allDay, state } = event;
  return {
    ...{ title, summary, place, topic, sourceUrl, linkUrl, allDay, state },
    translations: parseTranslations(translations),
    startsAt: event.startsAt.toISOString(),
    endsAt: event.endsAt.toISOString(),
  };
}

/** The event as it was when the snapshot was made; nothing when what is kept cannot be read. */
export function restoreEventSnapshot(event: Event, kept: unknown): Event | undefined {
  const read = schema.safeParse(kept);
  return read.success ? { ...event, ...read.data } : undefined;
}

/** Whether people read the same of both. */
export const hasSameContent = (one: Event, other: Event): boolean =>
  isDeepStrictEqual(createEventSnapshot(one), createEventSnapshot(other));
