import type { Event, EventDraft, PrismaClient } from '../../database/generated/client.ts';
import type { Publications } from '../../delivery/publications.ts';
import { displayName } from '../../language/text/display-name.ts';
import { eventAudience } from '../announcements/announcement.ts';
import { type Clashes, findClashes } from '../clashes/find-clashes.ts';
import { planSeries, type SeriesPlan } from '../series/plan.ts';
import { contentAsEvent, readDraftContent } from './draft.ts';

/** A draft as its organisers are shown it. */
export interface DraftView {
  draft: EventDraft;
  /** The event that it would become; the first date of one that repeats. */
  event: Event;
  plan: SeriesPlan | undefined;
  /** The member who suggests it, by name. */
  suggestedBy: string | undefined;
  /** What else is at its time. */
  clashes: Clashes;
  /** How many chats follow events. */
  chats: number;
}

/** @throws RangeError or ZodError when it cannot be read */
export async function viewDraft(
  { db, publications }: { db: PrismaClient; publications: Pick<Publications, 'audienceSize'> },
  draft: EventDraft,
): Promise<DraftView> {
  const { content, repeats } = readDraftContent(draft);
  const plan = repeats && (await planSeries(content, draft.zone, repeats));
  const event = contentAsEvent(plan?.content ?? content, draft);
  const { suggestedById } = draft;
  const member =
    suggestedById === null ? null : await db.account.findUnique({ where: { id: suggestedById } });
  return {
    ...{ draft, plan, suggestedBy: member ? displayName(member) : undefined },
    event,
    clashes: await findClashes(db, event),
    chats: await publications.audienceSize(eventAudience(draft.communityId)),
  };
}
