import type { CommandContext } from '../context/command-context.ts';
import type { ImportedCalendar } from '../database/generated/client.ts';
import { withKnownEnumValues } from '../database/known-enum-values.ts';
import { isUuid } from '../database/uuid.ts';
import { choice } from '../kit/argument-types/choice.ts';
import { pick } from '../kit/argument-types/pick.ts';
import { file } from '../kit/argument-types/references/file.ts';
import { webLink } from '../kit/argument-types/web-link.ts';
import { argumentError } from '../kit/define/parse-result.ts';
import { fold } from '../language/text/fold.ts';
import { calendarHost } from './host.ts';
import { readerLimits } from './reader/limits.ts';

const importModes = ['ask', 'automatic'] as const;

/** The address of a calendar: `webcal://` is what apps call `https://` there. */
export const calendarAddress = () => webLink({ secureSchemes: ['webcal', 'webcals'] });

/** A calendar as a file. What it is, its content says: apps name its type in many ways. */
export const calendarFile = () =>
  file({
    types: ['text/*', 'application/*'],
    maxBytes: readerLimits.bytes,
    errors: {
      type: argumentError('imports.problems.notCalendar'),
      size: argumentError('imports.problems.tooLarge'),
    },
  });

export const importMode = () => choice(importModes, 'imports.modes');

/** A calendar that the community takes over from, by its name. */
export const importedCalendar = () =>
  pick<ImportedCalendar, CommandContext>({
    async search(words, { db, community }, _given, limit) {
      if (!community) return [];
      const calendars = await db.importedCalendar.findMany({
        where: { communityId: community.id, ...withKnownEnumValues.importedCalendar },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
      return calendars.filter(({ name }) => fold(name).includes(fold(words))).slice(0, limit);
    },
    async find(id, { db, community }) {
      if (!isUuid(id) || !community) return undefined;
      const where = { id, communityId: community.id };
      return (await db.importedCalendar.findFirst({ where })) ?? undefined;
    },
    id: ({ id }) => id,
    label: ({ name }) => name,
    names: ({ name }) => [name],
    details: (calendar) => [calendarHost(calendar)],
    noMatchKey: 'imports.refused.unknown',
    emptyKey: 'imports.none',
  });
