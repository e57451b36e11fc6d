import type { CommandContext } from '../../context/command-context.ts';
import type { EventDraft } from '../../database/generated/client.ts';
import { isUuid } from '../../database/uuid.ts';
import { clearable } from '../../kit/argument-types/clearable.ts';
import { recurrence } from '../../kit/argument-types/dates/recurrence.ts';
import { pick } from '../../kit/argument-types/pick.ts';
import { fold } from '../../language/text/fold.ts';
import { eventEnd } from '../event-end-argument.ts';
import { editEventArguments } from '../field-arguments.ts';
import { draftTitle } from './draft.ts';

/** The most drafts among which one is searched for. */
const searchedDrafts = 500;

const draftArgument = (isSuggestion?: true) => {
  const scope = { templateName: null, ...(isSuggestion ? { suggestedById: { not: null } } : {}) };
  return pick<EventDraft, CommandContext>({
    async search(words, { db, community }, _given, limit) {
      if (!community) return [];
      const found = await db.eventDraft.findMany({
        where: { communityId: community.id, ...scope },
        orderBy: { changedAt: 'desc' },
        take: searchedDrafts,
      });
      const wanted = fold(words);
      return found.filter((one) => fold(draftTitle(one)).includes(wanted)).slice(0, limit);
    },
    async find(id, { db, community }) {
      if (!isUuid(id) || !community) return undefined;
      const where = { id, communityId: community.id, ...scope };
      return (await db.eventDraft.findFirst({ where })) ?? undefined;
    },
    id: ({ id }) => id,
    label: draftTitle,
    names: (draft) => [draftTitle(draft)],
    noMatchKey: 'events.drafts.none',
  });
};

/** A draft of this community, suggested ones included, the last changed first. */
export const ownDraft = () => draftArgument();

/** An event that a member of this community suggests. */
export const suggestedDraft = () => draftArgument(true);

/**
 * The arguments of `event draft`: all optional, and everything but title and time can be cleared. The buttons of a draft
 * ask for them; as options they would take the letters that Discord leaves for the other commands of events.
 */
export function draftArguments() {
  const { record: _afterwards, ...known } = editEventArguments();
  const all = {
    ...known,
    until: clearable(eventEnd()).optional(),
    repeats: clearable(recurrence()).optional(),
  };
  const entries = Object.entries(all).map(([name, argument]) => [name, argument.unlisted()]);
  return Object.fromEntries(entries) as typeof all;
}
