import type { Event, EventDraft, Prisma } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import type { RecurrenceRule } from '../../language/recurrence/rule.ts';
import { formatRecurrence, parseRecurrence } from '../../language/recurrence/rule-text.ts';
import type { EventContent } from '../editing/content.ts';
import { createTemplate, readTemplate } from '../repeats/template.ts';

/** What a draft says: the event that it may become, on its first day, and how that repeats. */
export interface DraftContent {
  content: EventContent;
  repeats: RecurrenceRule | undefined;
}

/** The columns of a draft. */
export const draftColumns = ({ content, repeats }: DraftContent) => ({
  content: createTemplate(content) satisfies Prisma.InputJsonObject,
  startsAt: content.startsAt,
  endsAt: content.endsAt,
  allDay: content.allDay,
  repeats: repeats ? formatRecurrence({ rule: repeats }) : '',
});

/** @throws RangeError or ZodError when it cannot be read */
export function readDraftContent(row: EventDraft): DraftContent {
  const { startsAt, endsAt, allDay } = row;
  const repeats = row.repeats === '' ? undefined : parseRecurrence(row.repeats);
  if (row.repeats !== '' && !repeats) throw new RangeError('The rule of a draft cannot be read');
  return {
    content: { ...readTemplate(row.content), startsAt, endsAt, allDay },
    repeats: repeats?.rule,
  };
}

/** The event that content would become, for previews and for changing it as events are changed. */
export const contentAsEvent = (
  content: EventContent,
  { id, communityId, zone, revision, createdAt, changedAt }: EventDraft,
): Event => ({
  ...content,
  ...{ id, communityId, zone, revision, createdAt, changedAt },
  state: 'scheduled',
  erasedRsvpCount: 0,
  seriesId: null,
  originalStartsAt: null,
  previousStartsAt: null,
  sourceName: '',
});

/** The title of a draft for lists; a question mark where it cannot be read. */
export function draftTitle({ content }: Pick<EventDraft, 'content'>): string {
  try {
    return readTemplate(content).title;
  } catch {
    return '?';
  }
}

/**
 * Locks a draft until the transaction ends.
 * @param gone what is said when it is gone
 * @throws UserError when it is gone
 */
export async function lockDraft(
  tx: Transaction,
  id: string,
  gone: 'events.drafts.gone' | 'events.suggestions.decided' = 'events.drafts.gone',
): Promise<EventDraft> {
  await tx.$queryRaw`SELECT "id" FROM "EventDraft" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const found = await tx.eventDraft.findUnique({ where: { id } });
  if (!found) throw new UserError(gone);
  return found;
}
