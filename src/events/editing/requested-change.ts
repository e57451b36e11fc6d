import type { Community, Event, Prisma } from '../../database/generated/client.ts';
import type { DateValue } from '../../kit/argument-types/dates/date.ts';
import { UserError } from '../../kit/define/user-error.ts';
import type { EventInput } from '../field-arguments.ts';
import { type EditTime, editedFields, rescheduledFields } from './changed-fields.ts';

/** A change of an event that an organiser asks for. */
export type RequestedChange = { action: 'edit'; input: EventInput } | CancelOrPostpone;

export interface CancelOrPostpone {
  action: 'cancel' | 'postpone';
  /** The new date of a postponed event; without it, one to be announced. */
  when?: DateValue | undefined;
  reason?: string | undefined;
}

export interface ChangeServices extends EditTime {
  /** Where a change is applied, the transaction that has locked the event. */
  db: Prisma.TransactionClient;
}

/** The columns of each kind of change; undefined when nothing changes. */
function changedFields(
  time: EditTime,
  before: Event,
  requested: RequestedChange,
  community: Community,
) {
  switch (requested.action) {
    case 'edit':
      if (requested.input.repeats)
        throw new UserError('events.series.refused.oneDate', {}, ['repeats']);
      if (Object.values(requested.input).every((value) => value === undefined))
        throw new UserError('events.refused.nothingNamed');
      return editedFields(time, before, requested.input, community);
    case 'cancel':
      return { state: 'cancelled' as const };
    case 'postpone':
      return rescheduledFields(time, before, requested.when, community);
  }
}

type ChangedColumns = NonNullable<ReturnType<typeof changedFields>>;

/**
 * Decides which columns a change writes. Its preview and its execution both go through this function, so a rule that
 * refuses changes belongs here, also one that needs the database.
 * @throws UserError when the event is cancelled, nothing changes, or the times do not fit
 */
export async function resolveChange(
  { db, zone, now }: ChangeServices,
  before: Event,
  requested: RequestedChange,
): Promise<ChangedColumns> {
  if (before.state === 'cancelled') throw new UserError('events.refused.cancelled');
  const community = await db.community.findUniqueOrThrow({ where: { id: before.communityId } });
  const fields = changedFields({ zone, now }, before, requested, community);
  if (!fields) throw new UserError('events.refused.nothingNew');
  return fields;
}
