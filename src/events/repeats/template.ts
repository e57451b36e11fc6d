import { z } from 'zod';
import type { Event, Prisma } from '../../database/generated/client.ts';
import { parseTranslations } from '../../language/parse-translations.ts';
import type { Translations } from '../../language/translations.ts';
import type { PictureColumns } from '../../pictures/next-picture.ts';
import { type EventFieldColumns, mapEventFields, searchTextOf } from '../fields.ts';
import { pictureColumns, storedPictureSchema } from '../pictures/picture-columns.ts';

/** What all dates of a series have in common. */
export type SeriesTemplate = EventFieldColumns &
  PictureColumns &
  Pick<Event, 'title'> & { translations: Translations };

type Content = EventFieldColumns &
  PictureColumns &
  Pick<Event, 'title'> & { translations: unknown };

/** The columns of events that a template gives. */
export const createTemplate = (content: Content): Prisma.InputJsonObject => ({
  title: content.title,
  ...mapEventFields(({ column, empty, isAfterwards }) =>
    isAfterwards ? empty : content[column as keyof Content],
  ),
  ...pictureColumns(content),
  translations: parseTranslations(content.translations),
});

const baseSchema = z.object({ title: z.string(), translations: z.json() });

/**
 * The columns of a date that is made of a stored template; a field that is newer than the template is empty.
 * @throws ZodError when the template cannot be read
 */
export function readTemplate(stored: unknown): SeriesTemplate & Pick<Event, 'searchText'> {
  const { title, translations } = baseSchema.parse(stored);
  const values = z.record(z.string(), z.unknown()).parse(stored);
  const fields = mapEventFields(({ column, schema, empty }) => {
    const value = values[column];
    return value === undefined ? empty : schema.parse(value);
  });
  const content = {
    ...{ title, ...fields },
    ...storedPictureSchema.parse(stored),
    translations: parseTranslations(translations),
  };
  return { ...content, searchText: searchTextOf(content) };
}
