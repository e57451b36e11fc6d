import type { Event, PrismaClient } from '../../database/generated/client.ts';
import type { Publications } from '../../delivery/publications.ts';
import { findRecipients } from '../announcements/changes.ts';
import { isMoved } from '../announcements/diff.ts';
import { type Clashes, findClashes } from '../clashes/find-clashes.ts';
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
  /** What else is at the new time of an event that moves. */
  clashes: Clashes | undefined;
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
  const after = { ...before, ...fields };
  const hasMoved = isMoved(before, after) && after.state === 'scheduled';
  return {
    ...{ before, after },
    clashes: hasMoved ? await findClashes(db, after) : undefined,
    chats: chats ? await publications.audienceSize(chats) : 0,
    people,
  };
}
