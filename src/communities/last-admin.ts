import type { Account, Prisma, RoleGrant } from '../database/generated/client.ts';
import { Refusal } from '../kit/command.ts';
import type { Call } from './call.ts';
import { type Asking, holdersOf } from './holders.ts';

type Community = Parameters<typeof holdersOf>[1];

/**
 * Which grants are about to go: those of a person, of a Discord role, or those to its person that count on an account
 * which leaves that person. What a platform itself gives to an account never goes.
 */
type Going = { personId: string } | { discordRoleId: string } | { accountId: string };

function goes(going: Going | undefined, account: Account, grant: RoleGrant): boolean {
  if (going === undefined) return false;
  if ('accountId' in going) return account.id === going.accountId && grant.personId !== null;
  if ('personId' in going) return grant.personId === going.personId;
  return grant.discordRoleId === going.discordRoleId;
}

/** By what a community still has an admin once some grants are gone. */
export interface AdminsLeft {
  /** The deployment names one, or a platform names a manager of a place where the community began. */
  isGiven: boolean;
  /** Other grants of the role that somebody has now. */
  grants: readonly string[];
}

/**
 * Who is an admin beside some grants. Nobody can tell who has a Discord role: a grant to one counts when somebody who
 * acted here lately has it. @param leaving places that are no longer the community's
 */
export async function adminsBeside(
  asking: Asking,
  community: Community,
  going: Going | undefined,
  leaving: readonly string[] = [],
): Promise<AdminsLeft> {
  const { db, rights, powers } = asking;
  if (rights.admins.length > 0) return { isGiven: true, grants: [] };
  const foundings = await db.connection.findMany({
    where: { communityId: community.id, founding: true, id: { notIn: [...leaving] } },
  });
  for (const { platform, platformId } of foundings) {
    if ((await powers[platform].managers(platformId)).length > 0) {
      return { isGiven: true, grants: [] };
    }
  }
  const grants = new Set<string>();
  for (const account of await holdersOf(asking, community, 'admin')) {
    const standing = await rights.standing(account, community);
    // Somebody whom the platform lets manage the place without naming them to a bot.
    if (standing.isGiven && leaving.length === 0) return { isGiven: true, grants: [] };
    for (const grant of standing.grants) {
      if (grant.role === 'admin' && !goes(going, account, grant)) grants.add(grant.id);
    }
  }
  return { isGiven: false, grants: [...grants] };
}

/**
 * Nobody else changes who is an admin until the transaction ends.
 * @throws Refusal when nobody would be one any more, in these words
 */
export async function keepAnAdmin(
  tx: Prisma.TransactionClient,
  communityId: string,
  { isGiven, grants }: AdminsLeft,
  refusal = new Refusal('admins.last'),
): Promise<void> {
  // What merely names the community goes on meanwhile.
  await tx.$queryRaw`SELECT id FROM "Community" WHERE id = ${communityId}::uuid FOR NO KEY UPDATE`;
  if (isGiven) return;
  const left = await tx.$queryRaw<unknown[]>`
    SELECT g."id" FROM "RoleGrant" g WHERE g."id" = ANY(${[...grants]}::uuid[]) AND (
      g."discordRoleId" IS NOT NULL OR EXISTS (
        SELECT FROM "Account" a WHERE a."personId" = g."personId" AND a."linkedAt" <= g."grantedAt"))
    LIMIT 1`;
  if (left.length === 0) throw refusal;
}

/** Whether who acts would be no admin any more without these grants, or takes one of their own. */
export async function losesOneself(
  call: Pick<Call, 'account' | 'person' | 'rights'>,
  community: Community,
  going: { personId: string } | { discordRoleId: string },
): Promise<boolean> {
  if ('personId' in going && going.personId === call.person.id) return true;
  const { isGiven, grants } = await call.rights.standing(call.account, community);
  if (isGiven) return false;
  const left = grants.filter(
    ({ role, personId, discordRoleId }) =>
      role === 'admin' &&
      ('personId' in going ? personId !== going.personId : discordRoleId !== going.discordRoleId),
  );
  return left.length === 0;
}
