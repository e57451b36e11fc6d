import type { Account, Event, EventDraft, PrismaClient } from '../../database/generated/client.ts';
import type { Publications } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { eventAudience } from '../announcements/announcement.ts';
import { storeEvent } from '../editing/insert.ts';
import { hasEnded } from '../lifetime.ts';
import { startSeries } from '../series/create.ts';
import { planSeries, type SeriesPlan } from '../series/plan.ts';
import { lockDraft, readDraftContent } from './draft.ts';
import type { SuggestionNotices } from './suggestion-notices.ts';

export interface PublishServices {
  db: PrismaClient;
  now: Temporal.Instant;
  account: Pick<Account, 'id'>;
  publications: Pick<Publications, 'audienceSize'>;
  notices: SuggestionNotices;
}

export interface PublishedEvent {
  /** The first date of an event that repeats. */
  event: Event;
  plan: SeriesPlan | undefined;
  /** How many chats follow events. */
  chats: number;
}

/**
 * Makes an event of a draft, which is gone then; announcing it is a step of its own. Whoever suggested it is told.
 * @param revision the one that was shown
 * @returns undefined when the draft was changed since
 * @throws UserError when it is gone or its time has passed
 */
export async function publishDraft(
  { db, now, account, publications, notices }: PublishServices,
  { id }: Pick<EventDraft, 'id'>,
  revision: number,
): Promise<PublishedEvent | undefined> {
  const published = await db.$transaction(async (tx) => {
    const draft = await lockDraft(tx, id);
    if (draft.revision !== revision) return undefined;
    const { communityId, zone } = draft;
    const { content, repeats } = readDraftContent(draft);
    const plan = repeats && (await planSeries(content, zone, repeats));
    const data = { ...(plan?.content ?? content), communityId, zone };
    if (hasEnded({ ...data, state: 'scheduled' }, now)) throw new UserError('events.refused.past');
    const created = await storeEvent(tx, data, account);
    const event = plan ? await startSeries(tx, created, plan, now) : created;
    if (draft.suggestedById !== null) await notices.closed(tx, draft, { kind: 'published', event });
    await tx.eventDraft.delete({ where: { id } });
    return { event, plan };
  });
  if (!published) return undefined;
  const { communityId } = published.event;
  return { ...published, chats: await publications.audienceSize(eventAudience(communityId)) };
}
