import { recordAudit } from '../../context/audit.ts';
import {
  findRoleMembers,
  pickReachableAccounts,
  type RoleMemberLookup,
} from '../../context/roles/role-members.ts';
import type { Account, Community, EventDraft } from '../../database/generated/client.ts';
import type { DateValue } from '../../kit/argument-types/dates/date.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { getOrCreatePrivateChats } from '../../notifications/direct-message.ts';
import { lockDraft } from '../drafts/draft.ts';
import type { SuggestionNotices } from '../drafts/suggestion-notices.ts';
import { newDraftData } from '../drafts/write.ts';
import type { EditTime } from '../editing/changed-fields.ts';
import type { EventInput } from '../field-arguments.ts';

/** Suggestions of one person in one community that nobody has decided about and whose time has not passed. */
const openSuggestions = 3;

export interface SuggestionServices extends RoleMemberLookup {
  notices: SuggestionNotices;
}

interface SuggestServices extends SuggestionServices, EditTime {
  account: Pick<Account, 'id' | 'personId'>;
}

/**
 * Stores an event that a member suggests, as a draft, and tells the organisers who can be written to.
 * @throws UserError when the community takes none, the member has suggested too much, or the times do not fit
 */
export async function suggestEvent(
  services: SuggestServices,
  community: Community,
  input: EventInput & { title: string; when: DateValue },
): Promise<EventDraft> {
  const { db, account, notices } = services;
  if (!community.takesSuggestions) throw new UserError('events.suggestions.off');
  const data = await newDraftData(services, community, input);
  const members = await findRoleMembers(services, community, 'organiser');
  const organisers = await pickReachableAccounts(db, members);
  return db.$transaction(async (tx) => {
    // Locks the person: two suggestions at once are counted one after the other.
    await tx.$queryRaw`SELECT FROM "Person" WHERE "id" = ${account.personId}::uuid FOR NO KEY UPDATE`;
    const open = await tx.eventDraft.count({
      where: {
        communityId: community.id,
        suggestedBy: { personId: account.personId },
        endsAt: { gte: new Date(services.now.epochMilliseconds) },
      },
    });
    if (open >= openSuggestions)
      throw new UserError('events.suggestions.tooMany', { count: openSuggestions });
    const draft = await tx.eventDraft.create({ data: { ...data, suggestedById: account.id } });
    if (organisers.length === 0) return draft;
    const chats = await getOrCreatePrivateChats(tx, organisers);
    const chatIds = chats.map(({ id }) => id);
    const noticeId = await notices.suggested(tx, draft, chatIds);
    return tx.eventDraft.update({ where: { id: draft.id }, data: { noticeId } });
  });
}

/**
 * Declines a suggestion: it is deleted, and the member is told why.
 * @throws UserError when it is gone, or is a draft of the organisers
 */
export async function declineSuggestion(
  { db, notices, account }: Pick<SuggestServices, 'db' | 'notices' | 'account'>,
  { id }: Pick<EventDraft, 'id'>,
  reason: string,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const draft = await lockDraft(tx, id);
    if (draft.suggestedById === null) throw new UserError('events.suggestions.notSuggested');
    await notices.closed(tx, draft, { kind: 'declined', reason });
    await tx.eventDraft.delete({ where: { id } });
    // Without the title: a member wrote it, and the audit trail outlives their account.
    const { communityId } = draft;
    await recordAudit(tx, { communityId, accountId: account.id, action: 'event.decline' });
  });
}

/**
 * The member takes a suggestion back.
 * @throws UserError when it is gone, or somebody else's
 */
export async function withdrawSuggestion(
  { db, notices, account }: Pick<SuggestServices, 'db' | 'notices' | 'account'>,
  id: string,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const draft = await lockDraft(tx, id, 'events.suggestions.decided');
    const own = { id, suggestedBy: { personId: account.personId } };
    if ((await tx.eventDraft.count({ where: own })) === 0)
      throw new UserError('kit.errors.notYours');
    await notices.closed(tx, draft, { kind: 'withdrawn' });
    await tx.eventDraft.delete({ where: { id } });
  });
}
