import type { CommandContext } from '../../context/command-context.ts';
import type { EventDraft } from '../../database/generated/client.ts';
import { isUuid } from '../../database/uuid.ts';
import { pick } from '../../kit/argument-types/pick.ts';
import { locales } from '../../language/locale.ts';
import { fold } from '../../language/text/fold.ts';
import { searchEvents } from '../arguments.ts';
import { eventLine, localizedEvent } from '../messages.ts';
import type { CopySource } from './copy.ts';
import { findTemplate } from './templates.ts';

/** How long after its end an event can still be copied, in milliseconds: festivals come once a year. */
const copyableMs = 400 * 24 * 3_600_000;

async function findTemplates(
  words: string,
  { db, community }: CommandContext,
): Promise<CopySource[]> {
  if (!community) return [];
  const found = await db.eventDraft.findMany({
    where: { communityId: community.id, templateName: { not: null } },
    orderBy: { templateName: 'asc' },
    take: 200,
  });
  return found
    .filter(({ templateName }) => fold(templateName ?? '').includes(fold(words)))
    .map((template) => ({ kind: 'template', template }));
}

/** An event or a template of this community, templates first. */
export const copySource = () =>
  pick<CopySource, CommandContext>({
    async search(words, context, _given, limit) {
      const templates = await findTemplates(words, context);
      const events = await searchEvents(words, context, limit, copyableMs);
      return [...templates, ...events.map((event): CopySource => ({ kind: 'event', event }))].slice(
        0,
        limit,
      );
    },
    async find(id, { db, community }) {
      if (!isUuid(id) || !community) return undefined;
      const where = { id, communityId: community.id };
      const event = await db.event.findFirst({ where });
      if (event) return { kind: 'event', event };
      const template = await db.eventDraft.findFirst({
        where: { ...where, templateName: { not: null } },
      });
      return template ? { kind: 'template', template } : undefined;
    },
    id: (source) => (source.kind === 'event' ? source.event.id : source.template.id),
    label: (source, context) =>
      source.kind === 'event'
        ? eventLine(source.event, context)
        : context.t('events.templates.label', { name: source.template.templateName ?? '' }),
    names: (source) =>
      source.kind === 'event'
        ? locales.map((locale) => localizedEvent(source.event, locale).title)
        : [source.template.templateName ?? ''],
    noMatchKey: 'events.errors.none',
  });

/** A template of this community, from the list. */
export const eventTemplate = () =>
  pick<EventDraft, CommandContext>({
    search: async (words, context, _given, limit) =>
      (await findTemplates(words, context))
        .flatMap((found) => (found.kind === 'template' ? [found.template] : []))
        .slice(0, limit),
    async find(id, { db, community }) {
      if (!isUuid(id) || !community) return undefined;
      return (await findTemplate(db, community, id)) ?? undefined;
    },
    id: ({ id }) => id,
    label: ({ templateName }) => templateName ?? '',
    noMatchKey: 'events.templates.gone',
  });
