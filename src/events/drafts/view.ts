import type { Event, EventDraft } from '../../database/generated/client.ts';
import type { Publications } from '../../delivery/publications.ts';
import { eventAudience } from '../announcements/announcement.ts';
import { planSeries, type SeriesPlan } from '../series/plan.ts';
import { contentAsEvent, readDraftContent } from './draft.ts';

/** A draft as its organisers are shown it. */
export interface DraftView {
  draft: EventDraft;
  /** The event that it would become; the first date of one that repeats. */
  event: Event;
  plan: SeriesPlan | undefined;
  /** How many chats follow events. */
  chats: number;
}

/** @throws RangeError or ZodError when it cannot be read */
export async function viewDraft(
  { publications }: { publications: Pick<Publications, 'audienceSize'> },
  draft: EventDraft,
): Promise<DraftView> {
  const { content, repeats } = readDraftContent(draft);
  const plan = repeats && (await planSeries(content, draft.zone, repeats));
  return {
    ...{ draft, plan },
    event: contentAsEvent(plan?.content ?? content, draft),
    chats: await publications.audienceSize(eventAudience(draft.communityId)),
  };
}
