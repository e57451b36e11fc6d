import { z } from 'zod';
import type { PrismaClient, RoleGrant } from '../../database/generated/client.ts';
import { Role } from '../../database/generated/enums.ts';
import { accountFingerprint } from '../account-fingerprint.ts';
import type { PlatformPermissionsByPlatform } from './platform-permissions.ts';
import { fetchDiscordRoleIds } from './role-resolver.ts';

/** How long a grant counts as recent, in milliseconds. */
const recentMs = 24 * 3_600_000;

/** Whom a role is granted to: `person:<id>` or `discordRole:<id>`. */
export type GrantHolder = `person:${string}` | `discordRole:${string}`;

/** One grant in the audit trail. */
export interface GrantEvent {
  /** Granted by one of the queried accounts, or by an account that no longer exists. */
  isByQueried: boolean;
  /** What the granter may have been an admin by: their person, and their Discord roles. */
  grantedBy: readonly GrantHolder[];
  grantedTo: GrantHolder;
  role: Role;
}

const grantKey = (holder: GrantHolder, role: Role): string => `${role} ${holder}`;

/**
 * Follows grants by the queried accounts, and by admins whom they made, transitively.
 * @param grants oldest first
 * @returns whether a holder's role comes from them
 */
export function traceGrants(
  grants: readonly GrantEvent[],
): (holder: GrantHolder, role: Role) => boolean {
  const traced = new Set<string>();
  for (const { isByQueried, grantedBy, grantedTo, role } of grants) {
    if (isByQueried || grantedBy.some((holder) => traced.has(grantKey(holder, 'admin')))) {
      traced.add(grantKey(grantedTo, role));
    }
  }
  return (holder, role) => traced.has(grantKey(holder, role));
}

const grantHolderOf = ({
  personId,
  discordRoleId,
}: Pick<RoleGrant, 'personId' | 'discordRoleId'>): GrantHolder =>
  personId === null ? `discordRole:${discordRoleId ?? ''}` : `person:${personId}`;

const detailsSchema = z.object({
  role: z.enum(Object.values(Role)),
  person: z.string().optional(),
  discordRole: z.string().optional(),
});

interface RecentGrantQuery {
  communityId: string;
  /** Fingerprints of the queried accounts, former ones included. */
  fingerprints: ReadonlySet<string>;
  /** Grants within 24 hours before this are recent. */
  now: Date;
  /** Later grants are ignored; no limit by default. */
  until?: Date;
  platformPermissions: PlatformPermissionsByPlatform;
}

/** The recent grants of the queried accounts, direct or through admins whom they made. */
export interface RecentGrants {
  /** Whether they, or an account that no longer exists, granted anything. */
  hasAny: boolean;
  includes(holder: GrantHolder, role: Role): boolean;
}

/**
 * Reads from the audit trail which roles some accounts granted within 24 hours, directly or through admins whom they
 * made. A grant by an account that no longer exists counts as theirs.
 */
export async function findRecentGrants(
  db: PrismaClient,
  { communityId, fingerprints, now, until, platformPermissions }: RecentGrantQuery,
): Promise<RecentGrants> {
  const entries = await db.auditEntry.findMany({
    where: {
      communityId,
      action: 'role.grant',
      createdAt: { gt: new Date(now.getTime() - recentMs), ...(until ? { lte: until } : {}) },
    },
    include: { account: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const known = entries.flatMap((entry) => {
    const details = detailsSchema.safeParse(entry.details);
    return details.success ? [{ ...entry, details: details.data }] : [];
  });
  const isTheirs = (account: (typeof entries)[number]['account']) =>
    account === null || fingerprints.has(accountFingerprint(account));
  const hasDiscordRoleGrant = known.some(({ details }) => details.discordRole !== undefined);
  const grants: GrantEvent[] = [];
  for (const { account, details } of known) {
    const { role, person, discordRole } = details;
    if (person === undefined && discordRole === undefined) continue;
    const roles =
      account && hasDiscordRoleGrant
        ? await fetchDiscordRoleIds(db, account, communityId, platformPermissions)
        : [];
    grants.push({
      isByQueried: isTheirs(account),
      grantedBy: account
        ? [`person:${account.personId}`, ...roles.map((id) => `discordRole:${id}` as const)]
        : [],
      grantedTo: person === undefined ? `discordRole:${discordRole ?? ''}` : `person:${person}`,
      role,
    });
  }
  return { hasAny: known.some(({ account }) => isTheirs(account)), includes: traceGrants(grants) };
}

/** Tells which stored grants are recent grants of the queried accounts. */
export async function recentGrantFilter(
  db: PrismaClient,
  query: RecentGrantQuery,
): Promise<(grant: RoleGrant) => boolean> {
  const { includes } = await findRecentGrants(db, query);
  return (grant) => includes(grantHolderOf(grant), grant.role);
}
