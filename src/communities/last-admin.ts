import type { Prisma } from '../database/generated/client.ts';
import { Refusal } from '../kit/command.ts';
import type { Call } from './call.ts';
import { type Asking, holdersOf } from './holders.ts';

type Community = Parameters<typeof holdersOf>[1];

/** Which grants are about to go: those of a person, or of a Discord role. */
type Going = Pick<Prisma.RoleGrantWhereInput, 'personId' | 'discordRoleId'>;

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
  const isGoing = ({ personId, discordRoleId }: { [K in keyof Going]: string | null }) =>
    going !== undefined &&
    (going.personId ? personId === going.personId : discordRoleId === going.discordRoleId);
  const grants = new Set<string>();
  for (const account of await holdersOf(asking, community, 'admin')) {
    const standing = await rights.standing(account, community);
    for (const grant of standing.grants) {
      if (grant.role === 'admin' && !isGoing(grant)) grants.add(grant.id);
    }
  }
  return { isGiven: false, grants: [...grants] };
}

/**
 * Nobody else changes who is an admin until the transaction ends.
 * @throws Refusal when nobody would be one any more
 */
export async function keepAnAdmin(
  tx: Prisma.TransactionClient,
  communityId: string,
  { isGiven, grants }: AdminsLeft,
): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "Community" WHERE id = ${communityId}::uuid FOR UPDATE`;
  if (isGiven) return;
  const left = await tx.roleGrant.count({ where: { id: { in: [...grants] } } });
  if (left === 0) throw new Refusal('admins.last');
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
