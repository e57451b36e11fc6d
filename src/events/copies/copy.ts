import type {
  Community,
  Event,
  EventDraft,
  PrismaClient,
} from '../../database/generated/client.ts';
import type { DateValue } from '../../kit/argument-types/dates/date.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import { contentAsEvent, draftColumns, readDraftContent } from '../drafts/draft.ts';
import type { EditTime } from '../editing/changed-fields.ts';
import { changedEventContent } from '../editing/content.ts';
import { createTemplate, readTemplate } from '../repeats/template.ts';

/** What a new event can be made of. */
export type CopySource =
  | { kind: 'event'; event: Event }
  | { kind: 'template'; template: EventDraft };

interface CopyServices extends EditTime {
  db: PrismaClient;
}

/**
 * Makes a draft with everything of an event or a template but its date. Without a time of day it has that of the source,
 * and it is as long.
 * @throws UserError when the date does not fit or is past
 */
export async function copyEvent(
  { db, zone, now }: CopyServices,
  community: Community,
  source: CopySource,
  when: DateValue,
): Promise<EventDraft> {
  const event =
    source.kind === 'event'
      ? source.event
      : contentAsEvent(readDraftContent(source.template).content, source.template);
  const own = firstValidZone(community.zone, event.zone);
  const content = changedEventContent(event, { when }, community, {
    zones: { asker: zone, event: own },
    now,
  });
  const at = new Date(now.epochMilliseconds);
  return db.eventDraft.create({
    data: {
      ...draftColumns({ content, repeats: undefined }),
      ...{ communityId: community.id, zone: own, createdAt: at, changedAt: at },
    },
  });
}

/** Saves what an event says under a name, from which new ones are made; a template of this name is replaced. */
export async function saveTemplate(
  { db, now }: Pick<CopyServices, 'db' | 'now'>,
  event: Event,
  name: string,
): Promise<void> {
  const { communityId, startsAt, endsAt, allDay, zone } = event;
  const content = { ...readTemplate(createTemplate(event)), startsAt, endsAt, allDay };
  const columns = {
    ...draftColumns({ content, repeats: undefined }),
    ...{ zone, changedAt: new Date(now.epochMilliseconds) },
  };
  await db.eventDraft.upsert({
    where: { communityId_templateName: { communityId, templateName: name } },
    create: { ...columns, communityId, templateName: name },
    update: columns,
  });
}
