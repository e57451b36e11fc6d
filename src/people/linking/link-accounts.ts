import { z } from 'zod';
import { nowAsDate } from '../../context/command-context.ts';
import { type DuplicateEntry, personTransaction } from '../../context/modules/personal-data.ts';
import type { RequestContext } from '../../context/request-context.ts';
import type { RoleMemberLookup } from '../../context/roles/role-members.ts';
import type { Account, Community } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import {
  communitiesWithoutAdmin,
  communityNames,
  findAdminImpact,
  requireRemainingAdmins,
} from '../admin-impact.ts';
import { completeCode, createCode, redeemCode } from '../one-time-codes.ts';
import { type MergeServices, mergePeople } from './account-merge.ts';
import {
  computeLinkChanges,
  type LinkChanges,
  type LinkSides,
  lostGrantsFingerprint,
} from './link-changes.ts';

type AccountRequest = Pick<RequestContext, 'db' | 'now' | 'account'>;
type LinkRequest = AccountRequest & RoleMemberLookup & MergeServices;

/** What the maker of a code decides about. */
export interface LinkQuestion {
  codeId: string;
  sides: LinkSides;
  changes: LinkChanges;
}

/** Notices about a link, published in the service's transaction. */
export interface LinkNotices {
  /** Asks the maker of the code to decide. */
  requested(tx: Transaction, question: LinkQuestion): Promise<void>;
  /** Tells the account that redeemed the code what the maker decided. */
  decided(tx: Transaction, accountId: string, isLinked: boolean): Promise<void>;
}

/** A code's `redeemedBy`. */
const redeemedBySchema = z.object({ accountId: z.string() });

/** Makes a code to be redeemed on the other platform. @returns the code */
export const startLink = (request: AccountRequest): Promise<string> =>
  createCode(request.db, {
    kind: 'link',
    accountId: request.account.id,
    now: nowAsDate(request),
  });

/** @throws UserError when the accounts are linked already, or one of them has another account on the same platform */
async function requireLinkable(
  db: Pick<Transaction, 'account'>,
  { maker, other }: LinkSides,
): Promise<void> {
  if (maker.personId === other.personId) throw new UserError('commands.link.already');
  const third = await db.account.findFirst({
    where: {
      personId: { in: [maker.personId, other.personId] },
      NOT: { id: { in: [maker.id, other.id] } },
    },
  });
  if (third || maker.platform === other.platform) {
    throw new UserError('commands.link.onePerPlatform');
  }
}

/** Locks the people of both accounts until the transaction ends. @returns the accounts as they are then */
async function lockPeople(tx: Transaction, makerId: string, otherId: string): Promise<LinkSides> {
  await tx.$queryRaw`
    SELECT p."id" FROM "Person" p JOIN "Account" a ON a."personId" = p."id"
    WHERE a."id" IN (${makerId}::uuid, ${otherId}::uuid) ORDER BY p."id" FOR UPDATE OF p`;
  const maker = await tx.account.findUniqueOrThrow({ where: { id: makerId } });
  return { maker, other: await tx.account.findUniqueOrThrow({ where: { id: otherId } }) };
}

/** Grants to the joining account's person are revoked. */
const findImpactOfLinking = (lookup: RoleMemberLookup, other: Account) =>
  findAdminImpact(lookup, [other], { personId: other.personId });

const withoutAdminError =
  ({ platform }: Pick<Account, 'platform'>) =>
  (communities: readonly Community[]) =>
    new UserError('admins.linking', {
      communities: communityNames(communities),
      platform: { key: `platforms.${platform}` },
    });

async function readLinkChanges(
  request: LinkRequest,
  tx: Transaction,
  sides: LinkSides,
): Promise<LinkChanges> {
  const personIds = [sides.maker.personId, sides.other.personId];
  const duplicates: DuplicateEntry[] = [];
  for (const part of request.personalData) {
    duplicates.push(...((await part.findDuplicates?.(tx, personIds, nowAsDate(request))) ?? []));
  }
  return computeLinkChanges(tx, sides, duplicates);
}

/**
 * Redeems a typed code: its maker is asked, and nothing is linked yet.
 * @throws UserError for a wrong code, accounts that cannot be linked, or when a community would have no admin
 */
export async function redeemLinkCode(
  request: LinkRequest,
  notices: LinkNotices,
  typed: string,
): Promise<LinkQuestion> {
  const { db, account } = request;
  const { id: codeId, accountId } = await redeemCode(db, typed, {
    kind: 'link',
    accountId: account.id,
    now: nowAsDate(request),
    redeemedBy: { accountId: account.id },
  });
  const sides = {
    maker: await db.account.findUniqueOrThrow({ where: { id: accountId } }),
    other: await db.account.findUniqueOrThrow({ where: { id: account.id } }),
  };
  await requireLinkable(db, sides);
  const lacking = communitiesWithoutAdmin(await findImpactOfLinking(request, sides.other));
  if (lacking.length > 0) throw withoutAdminError(sides.other)(lacking);
  return db.$transaction(async (tx) => {
    const changes = await readLinkChanges(request, tx, sides);
    const question = { codeId, sides, changes };
    await notices.requested(tx, question);
    return question;
  });
}

/** The account that redeemed a code which waits for its maker's decision. */
async function findRedeemer(
  { db, account }: AccountRequest,
  codeId: string,
): Promise<Account | undefined> {
  const code = await db.code.findFirst({
    where: { id: codeId, accountId: account.id, settledAt: null },
  });
  const { data } = redeemedBySchema.safeParse(code?.redeemedBy);
  return (data && (await db.account.findUnique({ where: { id: data.accountId } }))) ?? undefined;
}

/** Rolls the transaction back: other roles would be lost than those confirmed. */
class LinkChangedError extends Error {
  override name = 'LinkChangedError';
  readonly question: LinkQuestion;
  constructor(question: LinkQuestion) {
    super('the roles that the link would lose have changed');
    this.question = question;
  }
}

/**
 * The maker of a code confirms: both accounts belong to the maker's person from now on, and roles that both had are in
 * effect on both.
 * @param confirmed the code's id, and the fingerprint of the lost roles that were shown
 * @returns the question again when other roles would be lost; undefined when the accounts are linked
 * @throws UserError when the code is over, or a community would have no admin
 */
export async function confirmLink(
  request: LinkRequest,
  notices: LinkNotices,
  { code: codeId, seen = '' }: { code: string; seen?: string | undefined },
): Promise<LinkQuestion | undefined> {
  const { db, account, personalData } = request;
  const now = nowAsDate(request);
  const redeemer = await findRedeemer(request, codeId);
  const impacts = redeemer ? await findImpactOfLinking(request, redeemer) : [];
  try {
    await db.$transaction(async (tx) => {
      const completed = await completeCode(tx, codeId, account.id, now);
      const { accountId } = redeemedBySchema.parse(completed.redeemedBy);
      const accounts = await tx.account.findMany({
        where: { id: { in: [account.id, accountId] } },
      });
      const personIds = accounts.map(({ personId }) => personId);
      // Before the people: a signup locks the session first, too.
      for (const part of personalData) await part.lock?.(tx, personIds);
      if (redeemer) await requireRemainingAdmins(tx, impacts, withoutAdminError(redeemer));
      const sides = await lockPeople(tx, account.id, accountId);
      await requireLinkable(tx, sides);
      const changes = await readLinkChanges(request, tx, sides);
      if (lostGrantsFingerprint(changes) !== seen) {
        throw new LinkChangedError({ codeId, sides, changes });
      }
      const { maker, other } = sides;
      await mergePeople(tx, request, { from: other.personId, to: maker.personId });
      await tx.roleGrant.updateMany({
        where: { id: { in: changes.sharedGrants.map(({ id }) => id) } },
        data: { grantedAt: now },
      });
      await notices.decided(tx, accountId, true);
    }, personTransaction);
    return undefined;
  } catch (error) {
    if (!(error instanceof LinkChangedError)) throw error;
    return error.question;
  }
}

/** The maker of a code rejects the link. @throws UserError when the code is over */
export async function rejectLink(
  request: AccountRequest,
  notices: LinkNotices,
  codeId: string,
): Promise<void> {
  const { db, account } = request;
  await db.$transaction(async (tx) => {
    const completed = await completeCode(tx, codeId, account.id, nowAsDate(request));
    const { accountId } = redeemedBySchema.parse(completed.redeemedBy);
    await notices.decided(tx, accountId, false);
  });
}
