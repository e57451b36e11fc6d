import { recordAudit } from '../../../context/audit.ts';
import { findConnection } from '../../../context/chats.ts';
import { nowAsDate } from '../../../context/command-context.ts';
import { ensureMembership, resolveCurrentCommunity } from '../../../context/current-community.ts';
import type { RequestContext } from '../../../context/request-context.ts';
import { UserError } from '../../../kit/define/user-error.ts';
import type { Locale } from '../../../language/locale.ts';
import { createCommunityForSpace } from '../platform-lifecycle.ts';
import { findPendingCodes, type PendingCodes } from './pending-codes.ts';
import { findSuggestedCommunity, type SuggestedCommunity } from './suggested-community.ts';

type StartRequest = Pick<
  RequestContext,
  | 'db'
  | 'now'
  | 'account'
  | 'person'
  | 'chat'
  | 'community'
  | 'spaceId'
  | 'canManageChat'
  | 'platformPermissions'
  | 'roles'
> & {
  /** The new community's language and time zone. */
  locale: Locale;
  zone: string;
};

/** The chat and community of the request after a community was created. */
export type StartedCommunity = Pick<RequestContext, 'chat' | 'community'>;

/** The Discord server, or the chat itself. */
const spaceIdOf = ({ spaceId, chat }: Pick<RequestContext, 'spaceId' | 'chat'>): string =>
  spaceId ?? chat.platformId;

/**
 * Creates a community for the space of the request, unless it has one; a request of the space to join another one is
 * cancelled.
 * @throws UserError when the platform does not let the account manage the space
 */
export async function startCommunity(request: StartRequest): Promise<StartedCommunity> {
  const { db, account, person } = request;
  if (request.community) return { chat: request.chat, community: request.community };
  if (request.chat.kind === 'private' || !(await request.canManageChat())) {
    throw new UserError('kit.refused.platform');
  }
  const { platform } = request.chat;
  const platformId = spaceIdOf(request);
  const { requested } = await findPendingCodes(request, platformId);
  if (requested) {
    await db.code.updateMany({
      where: { id: requested.id, settledAt: null },
      data: { settledAt: nowAsDate(request) },
    });
  }
  const described = await request.platformPermissions[platform].describe(platformId);
  const space = {
    platformId,
    title: described?.title ?? request.chat.title,
    platformCommunityId: described?.platformCommunityId ?? null,
  };
  await createCommunityForSpace(db, platform, space, {
    LOCALE: request.locale,
    TIME_ZONE: request.zone,
  });
  const connection = await findConnection(db, platform, platformId);
  const chat = await db.chat.update({
    where: { id: request.chat.id },
    data: { connectionId: connection?.id ?? null },
    include: { connection: true },
  });
  const community = await resolveCurrentCommunity(db, chat, person);
  if (community) {
    await ensureMembership(db, person.id, community.id);
    await recordAudit(db, {
      communityId: community.id,
      accountId: account.id,
      action: 'community.begin',
      details: { chat: space.title },
    });
  }
  return { chat, community };
}

/** Why a community is not created before the account has chosen. */
export interface StartChoice {
  pendingCodes: PendingCodes;
  /** The community of other chats that the platform groups with this one. */
  suggested: SuggestedCommunity | undefined;
}

/**
 * Creates a community for the space of the request when the account manages it, it has none, no connection code may be
 * meant for it, and the platform does not group it with chats of another community.
 * @returns what to choose from, when there is anything; otherwise the chat and community of the request
 */
export async function startUnlessCodePending(
  request: StartRequest,
): Promise<StartChoice | StartedCommunity> {
  const { chat, community } = request;
  const isFree = !community && chat.kind !== 'private';
  if (!isFree || !(await request.canManageChat())) return { chat, community };
  const platformId = spaceIdOf(request);
  const pendingCodes = await findPendingCodes(request, platformId);
  const described = await request.platformPermissions[chat.platform].describe(platformId);
  const suggested = described && (await findSuggestedCommunity(request, described));
  if (suggested || pendingCodes.requested || pendingCodes.isAnyUnused)
    return { pendingCodes, suggested };
  return startCommunity(request);
}
