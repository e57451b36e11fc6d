import { recordAudit } from '../../context/audit.ts';
import { findConnection } from '../../context/chats.ts';
import { nowAsDate, requireCommunity } from '../../context/command-context.ts';
import type { RequestContext } from '../../context/request-context.ts';
import type { Code, Community } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import {
  completeCode,
  createCode,
  redeemCode,
  redeemOwnCode,
} from '../../people/one-time-codes.ts';
import type { PickedChat } from '../chats/picked-chat.ts';
import { attachSpace, findEndingCommunityName, hasContent } from './attach-space.ts';
import { type ConnectionRequest, type JoiningSpace, joiningSpaceSchema } from './joining-space.ts';

/** Notices about a connection, published in the service's transaction. */
export interface ConnectionNotices {
  /** Asks the maker of the code to decide. */
  requested(tx: Transaction, request: ConnectionRequest): Promise<void>;
  /** Tells who redeemed the code what became of it. */
  decided(tx: Transaction, space: JoiningSpace, isConfirmed: boolean): Promise<void>;
}

/** A new code, or the request that already waits for a decision. */
export type ConnectionStart =
  | { kind: 'code'; code: string; community: Community }
  | { kind: 'request'; request: ConnectionRequest };

type AccountRequest = Pick<RequestContext, 'db' | 'now' | 'account'>;
type SpaceRequest = AccountRequest & Pick<RequestContext, 'spaceId' | 'platformPermissions'>;

/**
 * Makes a code for the current community, unless a request waits for this admin's decision.
 * @throws UserError for anybody but an admin
 */
export async function startConnection(
  request: AccountRequest & Pick<RequestContext, 'community' | 'roles'>,
): Promise<ConnectionStart> {
  const { db, account } = request;
  const community = requireCommunity(request);
  if (!(await request.roles()).has('admin')) {
    throw new UserError('kit.refused.role', { role: { key: 'roles.admin' } });
  }
  const pending = await db.code.findFirst({
    where: {
      kind: 'connect',
      accountId: account.id,
      communityId: community.id,
      settledAt: null,
      redeemedAt: { not: null },
      expiresAt: { gt: nowAsDate(request) },
    },
  });
  const space = pending && joiningSpaceSchema.safeParse(pending.redeemedBy).data;
  if (pending && space) {
    return { kind: 'request', request: await toConnectionRequest(db, pending, space, community) };
  }
  const code = await createCode(db, {
    kind: 'connect',
    accountId: account.id,
    communityId: community.id,
    now: nowAsDate(request),
  });
  await recordAudit(db, {
    communityId: community.id,
    accountId: account.id,
    action: 'community.code',
  });
  return { kind: 'code', code, community };
}

const toConnectionRequest = async (
  db: AccountRequest['db'],
  { id: codeId, accountId: makerId }: Code,
  space: JoiningSpace,
  community: Community,
): Promise<ConnectionRequest> => ({
  codeId,
  makerId,
  space,
  communityName: community.name,
  endingCommunityName: await findEndingCommunityName(db, space, community.id),
});

/**
 * Redeems a typed code for a space: its maker is asked, and nothing is connected yet.
 * @param picked a chat that is the space; by default the space of the request
 * @throws UserError for a wrong code, a space that the account does not manage, or a community with content
 */
export const redeemConnectionCode = (
  request: SpaceRequest,
  notices: ConnectionNotices,
  typed: string,
  picked: PickedChat | undefined,
): Promise<void> =>
  requestConnection(request, notices, picked?.platformId ?? request.spaceId, (redeemedBy) =>
    redeemCode(request.db, typed, {
      kind: 'connect',
      accountId: request.account.id,
      now: nowAsDate(request),
      redeemedBy,
    }),
  );

/** Redeems, by its id, a code that the same person made. @throws UserError as {@link redeemConnectionCode} */
export const redeemOwnConnectionCode = (
  request: SpaceRequest & Pick<RequestContext, 'person'>,
  notices: ConnectionNotices,
  codeId: string,
): Promise<void> =>
  requestConnection(request, notices, request.spaceId, (redeemedBy) =>
    redeemOwnCode(request.db, codeId, {
      kind: 'connect',
      personId: request.person.id,
      now: nowAsDate(request),
      redeemedBy,
    }),
  );

/**
 * Asks for the space of the request to join a community whose admin the account is.
 * @throws UserError for anybody but an admin, and as {@link redeemConnectionCode}
 */
export async function requestOwnConnection(
  request: SpaceRequest & Pick<RequestContext, 'person' | 'roles'>,
  notices: ConnectionNotices,
  communityId: string,
): Promise<void> {
  const { db, account } = request;
  const community = await db.community.findUnique({ where: { id: communityId } });
  if (!community) throw new UserError('codes.over');
  if (!(await request.roles(community)).has('admin')) {
    throw new UserError('kit.refused.role', { role: { key: 'roles.admin' } });
  }
  await createCode(db, {
    kind: 'connect',
    accountId: account.id,
    communityId,
    now: nowAsDate(request),
  });
  const code = await db.code.findFirstOrThrow({
    where: { kind: 'connect', accountId: account.id, settledAt: null, redeemedAt: null },
  });
  await redeemOwnConnectionCode(request, notices, code.id);
}

async function requestConnection(
  { db, account, platformPermissions }: SpaceRequest,
  notices: ConnectionNotices,
  platformId: string | undefined,
  redeem: (space: JoiningSpace) => Promise<Code>,
): Promise<void> {
  const { platform } = account;
  if (platformId === undefined) throw new UserError('commands.connect.notHere');
  if (!(await platformPermissions[platform].canManage(platformId, account.platformId))) {
    throw new UserError('kit.refused.platform');
  }
  const described = await platformPermissions[platform].describe(platformId);
  if (!described) throw new UserError('commands.connect.notHere');
  const present = await findConnection(db, platform, platformId);
  if (present && (await hasContent(db, present.communityId))) {
    throw new UserError('commands.connect.taken', { place: described.title });
  }
  const space = { platform, platformId, ...described, accountId: account.id };
  const code = await redeem(space);
  const connectionRequest = await toConnectionRequest(
    db,
    code,
    space,
    await requireTargetCommunity(db, code),
  );
  await db.$transaction((tx) => notices.requested(tx, connectionRequest));
}

/** The community of a code. @throws UserError when it was deleted */
async function requireTargetCommunity(
  db: Pick<Transaction, 'community'>,
  { communityId }: Pick<Code, 'communityId'>,
): Promise<Community> {
  const community = communityId && (await db.community.findUnique({ where: { id: communityId } }));
  if (!community) throw new UserError('codes.over');
  return community;
}

/**
 * The maker of a code confirms: the space is connected.
 * @returns the space's title
 * @throws UserError when the code is over, or the maker is no admin any more
 */
export async function confirmConnection(
  request: AccountRequest & Pick<RequestContext, 'roles'>,
  notices: ConnectionNotices,
  codeId: string,
): Promise<string> {
  const { db, account } = request;
  const code = await db.code.findFirst({ where: { id: codeId, accountId: account.id } });
  if (!code) throw new UserError('codes.over');
  const community = await requireTargetCommunity(db, code);
  // The role may be lost since the code was made, and the private chat's community may be another one.
  if (!(await request.roles(community)).has('admin')) {
    throw new UserError('commands.connect.notAdmin');
  }
  return db.$transaction(async (tx) => {
    const completed = await completeCode(tx, codeId, account.id, nowAsDate(request));
    const space = joiningSpaceSchema.parse(completed.redeemedBy);
    await attachSpace(tx, space, community.id);
    await recordAudit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'community.connect',
      details: { platform: space.platform, place: space.title, members: space.members },
    });
    await notices.decided(tx, space, true);
    return space.title;
  });
}

/** The maker of a code rejects the request. @throws UserError when the code is over */
export async function rejectConnection(
  request: AccountRequest,
  notices: ConnectionNotices,
  codeId: string,
): Promise<void> {
  const { db, account } = request;
  await db.$transaction(async (tx) => {
    const { communityId, redeemedBy } = await completeCode(
      tx,
      codeId,
      account.id,
      nowAsDate(request),
    );
    const space = joiningSpaceSchema.parse(redeemedBy);
    await recordAudit(tx, {
      ...(communityId === null ? {} : { communityId }),
      accountId: account.id,
      action: 'community.refuse',
      details: { platform: space.platform, place: space.title },
    });
    await notices.decided(tx, space, false);
  });
}
