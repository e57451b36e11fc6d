import type { Community, EventDraft, PrismaClient } from '../../database/generated/client.ts';
import type { DateValue } from '../../kit/argument-types/dates/date.ts';
import type { EditTime } from '../editing/changed-fields.ts';
import { newEventContent } from '../editing/content.ts';
import type { EventInput } from '../field-arguments.ts';
import { planSeries, seriesContent } from '../series/plan.ts';
import { applyDraftInput, type DraftInput } from './apply-input.ts';
import { type DraftContent, draftColumns, lockDraft } from './draft.ts';

interface DraftServices extends EditTime {
  db: PrismaClient;
}

function newContent(
  time: EditTime,
  community: Community,
  input: EventInput & { title: string; when: DateValue },
): DraftContent {
  const { repeats } = input;
  if (repeats) {
    return { content: seriesContent(time, community, input, repeats), repeats: repeats.rule };
  }
  const zones = { asker: time.zone, event: community.zone };
  return {
    content: newEventContent(input, community, { zones, now: time.now }),
    repeats: undefined,
  };
}

/**
 * The columns of a new draft.
 * @throws UserError when its times contradict each other or are past, or it would not repeat
 */
export async function newDraftData(
  time: EditTime,
  community: Community,
  input: EventInput & { title: string; when: DateValue },
) {
  const draft = newContent(time, community, input);
  if (draft.repeats) await planSeries(draft.content, community.zone, draft.repeats);
  const at = new Date(time.now.epochMilliseconds);
  return {
    ...draftColumns(draft),
    ...{ communityId: community.id, zone: community.zone, createdAt: at, changedAt: at },
  };
}

/**
 * Saves an event that nobody but its organisers sees yet.
 * @throws UserError as {@link newDraftData}
 */
export async function createDraft(
  { db, ...time }: DraftServices,
  community: Community,
  input: EventInput & { title: string; when: DateValue },
): Promise<EventDraft> {
  return db.eventDraft.create({ data: await newDraftData(time, community, input) });
}

/**
 * Changes a draft; without anything new it stays as it is.
 * @throws UserError as {@link createDraft}, and when it is gone
 */
export async function changeDraft(
  { db, ...time }: DraftServices,
  community: Community,
  { id }: Pick<EventDraft, 'id'>,
  input: DraftInput,
): Promise<EventDraft> {
  return db.$transaction(async (tx) => {
    const row = await lockDraft(tx, id);
    const changed = await applyDraftInput(time, community, row, input);
    if (!changed) return row;
    return tx.eventDraft.update({
      where: { id },
      data: {
        ...draftColumns(changed),
        revision: { increment: 1 },
        changedAt: new Date(time.now.epochMilliseconds),
      },
    });
  });
}

/** Deletes a draft. @throws UserError when it is gone */
export async function discardDraft(
  { db }: Pick<DraftServices, 'db'>,
  { id }: Pick<EventDraft, 'id'>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockDraft(tx, id);
    await tx.eventDraft.delete({ where: { id } });
  });
}
