import { z } from 'zod';
import type { PrismaClient, RoleGrant } from '../database/generated/client.ts';
import { Role } from '../database/generated/enums.ts';
import { accountFingerprint } from './account-fingerprint.ts';
import type { CommandContext } from './command-context.ts';
import { fetchDiscordRoleIds } from './roles.ts';

/** For how long a role that somebody gave makes its holder theirs, in milliseconds. */
const recentMs = 24 * 3_600_000;

/** Who holds a role by a grant: `person:<id>` or `discordRole:<id>`. */
export type GrantHolder = `person:${string}` | `discordRole:${string}`;

/** That a role was given. */
export interface GrantEvent {
  /** Whether one of the givers that are asked about gave it; or it cannot be told any more who did. */
  isByQueried: boolean;
  /** By what the giver may have been an admin: themselves, and the Discord roles that they have. */
  grantedBy: readonly GrantHolder[];
  grantedTo: GrantHolder;
  role: Role;
}

const grantKey = (holder: GrantHolder, role: Role): string => `${role} ${holder}`;

/**
 * What was given by them, or by somebody whom they had made an admin before, and so on.
 * @param givings in the order of time
 * @returns whether a holder has a role in this way
 */
export function traceGrants(
  givings: readonly GrantEvent[],
): (holder: GrantHolder, role: Role) => boolean {
  const given = new Set<string>();
  for (const { isByQueried, grantedBy, grantedTo, role } of givings) {
    if (isByQueried || grantedBy.some((holder) => given.has(grantKey(holder, 'admin')))) {
      given.add(grantKey(grantedTo, role));
    }
  }
  return (holder, role) => given.has(grantKey(holder, role));
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
  /** Keys of every account that they have or had. */
  fingerprints: ReadonlySet<string>;
  /** The roles given within 24 hours before this are meant. */
  now: Date;
  /** Roles given later than this are not; all until today unless said otherwise. */
  until?: Date;
  platformPermissions: CommandContext['platformPermissions'];
}

/** What some people gave, directly or through others. */
export interface RecentGrants {
  /** Whether they, or somebody who cannot be told from them any more, gave anything at all. */
  hasAny: boolean;
  includes(holder: GrantHolder, role: Role): boolean;
}

/**
 * Which roles some people gave within 24 hours, directly or through others, by what the audit says.
 * Who a giver was whose account is gone cannot be told: it counts as given by them.
 */
export async function findRecentGrants(
  db: PrismaClient,
  { communityId, fingerprints, now, until, platformPermissions }: RecentGrantQuery,
): Promise<RecentGrants> {
  const acts = await db.auditEntry.findMany({
    where: {
      communityId,
      action: 'role.grant',
      createdAt: { gt: new Date(now.getTime() - recentMs), ...(until ? { lte: until } : {}) },
    },
    include: { account: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const known = acts.flatMap((act) => {
    const details = detailsSchema.safeParse(act.details);
    return details.success ? [{ ...act, details: details.data }] : [];
  });
  const isTheirs = (account: (typeof acts)[number]['account']) =>
    account === null || fingerprints.has(accountFingerprint(account));
  const isRoleGiven = known.some(({ details }) => details.discordRole !== undefined);
  const givings: GrantEvent[] = [];
  for (const { account, details } of known) {
    const { role, person, discordRole } = details;
    if (person === undefined && discordRole === undefined) continue;
    const roles =
      account && isRoleGiven
        ? await fetchDiscordRoleIds(db, account, communityId, platformPermissions)
        : [];
    givings.push({
      isByQueried: isTheirs(account),
      grantedBy: account
        ? [`person:${account.personId}`, ...roles.map((id) => `discordRole:${id}` as const)]
        : [],
      grantedTo: person === undefined ? `discordRole:${discordRole ?? ''}` : `person:${person}`,
      role,
    });
  }
  return { hasAny: known.some(({ account }) => isTheirs(account)), includes: traceGrants(givings) };
}

/** Which grants some people gave within the last 24 hours, directly or through others. */
export async function recentGrantFilter(
  db: PrismaClient,
  question: RecentGrantQuery,
): Promise<(grant: RoleGrant) => boolean> {
  const { includes } = await findRecentGrants(db, question);
  return (grant) => includes(grantHolderOf(grant), grant.role);
}
