import type { Community, Event, PrismaClient } from '../../database/generated/client.ts';
import type { Publications } from '../../delivery/publications.ts';
import type { DateValue } from '../../kit/argument-types/date.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { findRecipients } from '../announcements/changes.ts';
import type { EventInput } from '../field-arguments.ts';
import { type EditTime, editedFields, rescheduledFields } from './changed-fields.ts';

export interface PlanServices extends EditTime {
  db: PrismaClient;
  publications: Pick<Publications, 'audienceSize'>;
}

/** What a change would do; nothing is written. */
export interface ChangePlan {
  before: Event;
  after: Event;
  /** How many chats and people would be told. */
  chats: number;
  people: number;
}

/** @throws UserError when the event is cancelled, or nothing changes */
async function plan(
  { db, publications }: PlanServices,
  before: Event,
  fieldsAfter: (community: Community) => Partial<Event> | undefined,
): Promise<ChangePlan> {
  if (before.state === 'cancelled') throw new UserError('events.refused.cancelled');
  const community = await db.community.findUniqueOrThrow({ where: { id: before.communityId } });
  const fields = fieldsAfter(community);
  if (!fields) throw new UserError('events.refused.nothingNew');
  const { chats, people } = await findRecipients(db, before);
  return {
    before,
    after: { ...before, ...fields },
    chats: chats ? await publications.audienceSize(chats) : 0,
    people,
  };
}

/**
 * What an edit would change and who would be told.
 * @throws UserError when the event is cancelled, nothing changes, or the times do not fit
 */
export async function planEdit(
  services: PlanServices,
  event: Event,
  input: EventInput,
): Promise<ChangePlan> {
  return plan(services, event, (community) => {
    if (Object.values(input).every((value) => value === undefined))
      throw new UserError('events.refused.nothingNamed');
    return editedFields(services, event, input, community);
  });
}

/** A cancellation, or a postponement to a new date or one to be announced. */
export interface RequestedEventChange {
  action: 'cancel' | 'postpone';
  when?: DateValue | undefined;
  reason?: string | undefined;
}

/**
 * What a cancellation or a postponement would change and who would be told.
 * @throws UserError when the event is cancelled, nothing changes, or the date does not fit
 */
export const planCancelOrPostpone = (
  services: PlanServices,
  event: Event,
  { action, when }: RequestedEventChange,
): Promise<ChangePlan> =>
  plan(services, event, (community) =>
    action === 'cancel'
      ? { state: 'cancelled' }
      : rescheduledFields(services, event, when, community),
  );
