import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Event, Prisma } from '../../database/generated/client.ts';
import { EventState } from '../../database/generated/enums.ts';
import { parseTranslations } from '../../language/parse-translations.ts';
import { listEventFields, mapEventFields } from '../fields.ts';
import { pictureColumns, storedPictureSchema } from '../pictures/picture-columns.ts';

const moment = z.iso.datetime().transform((text) => new Date(text));

const schema = z.object({
  title: z.string(),
  translations: z.json(),
  startsAt: moment,
  endsAt: moment,
  allDay: z.boolean(),
  state: z.enum(Object.values(EventState)),
  ...storedPictureSchema.shape,
});

/** The fields as they are stored; a field that is newer than the snapshot is missing. */
const fieldsSchema = z.object(
  Object.fromEntries(
    listEventFields().map(([, field]) => [field.column, field.schema.optional()] as const),
  ),
);

/** What people can read of an event, stored to be compared later. */
export const createEventSnapshot = (event: Event): Prisma.InputJsonObject => ({
  title: event.title,
  ...mapEventFields(({ column }) => event[column]),
  ...pictureColumns(event),
  allDay: event.allDay,
  state: event.state,
  translations: parseTranslations(event.translations),
  startsAt: event.startsAt.toISOString(),
  endsAt: event.endsAt.toISOString(),
});

/** The event as it was when the snapshot was made; undefined when the snapshot cannot be read. */
export function restoreEventSnapshot(event: Event, stored: unknown): Event | undefined {
  const base = schema.safeParse(stored);
  const fields = fieldsSchema.safeParse(stored);
  if (!base.success || !fields.success) return undefined;
  const fieldValues = mapEventFields(({ column }) => {
    const value = fields.data[column];
    return value === undefined ? event[column] : value;
  });
  return { ...event, ...base.data, ...fieldValues };
}

/** Whether people can read the same of both. */
export const hasSameContent = (one: Event, other: Event): boolean =>
  isDeepStrictEqual(createEventSnapshot(one), createEventSnapshot(other));
