import type { Event, PrismaClient } from '../../database/generated/client.ts';
import type { Publications } from '../../delivery/publications.ts';
import { findRecipients } from '../announcements/changes.ts';
import type { EditTime } from './changed-fields.ts';
import { type RequestedChange, resolveChange } from './requested-change.ts';

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

/**
 * What a change would write and who would be told.
 * @throws UserError when the event is cancelled, nothing changes, or the times do not fit
 */
export async function planChange(
  services: PlanServices,
  before: Event,
  requested: RequestedChange,
): Promise<ChangePlan> {
  const { db, publications } = services;
  const fields = await resolveChange(services, before, requested);
  const { chats, people } = await findRecipients(db, before);
  return {
    before,
    after: { ...before, ...fields },
    chats: chats ? await publications.audienceSize(chats) : 0,
    people,
  };
}
