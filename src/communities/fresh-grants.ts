import { z } from 'zod';
import type { PrismaClient, RoleGrant } from '../database/generated/client.ts';
import { Role } from '../database/generated/enums.ts';
import { accountKey } from '../people/account-key.ts';
import type { Call } from './call.ts';
import { discordRolesOf } from './roles.ts';

/** For how long a role that somebody gave makes its holder theirs, in milliseconds. */
const freshMs = 24 * 3_600_000;

/** Who holds a role by a grant: `person:<id>` or `discordRole:<id>`. */
export type Holder = `person:${string}` | `discordRole:${string}`;

/** That a role was given. */
export interface Giving {
  /** Whether one of the givers that are asked about gave it; or it cannot be told any more who did. */
  isTheirs: boolean;
  /** By what the giver may have been an admin: themselves, and the Discord roles that they have. */
  giver: readonly Holder[];
  to: Holder;
  role: Role;
}

const key = (holder: Holder, role: Role): string => `${role} ${holder}`;

/**
 * What was given by them, or by somebody whom they had made an admin before, and so on.
 * @param givings in the order of time
 * @returns whether a holder has a role in this way
 */
export function givenBy(givings: readonly Giving[]): (holder: Holder, role: Role) => boolean {
  const given = new Set<string>();
  for (const { isTheirs, giver, to, role } of givings) {
    if (isTheirs || giver.some((holder) => given.has(key(holder, 'admin')))) {
      given.add(key(to, role));
    }
  }
  return (holder, role) => given.has(key(holder, role));
}

const holderOf = ({
  personId,
  discordRoleId,
}: Pick<RoleGrant, 'personId' | 'discordRoleId'>): Holder =>
  personId === null ? `discordRole:${discordRoleId ?? ''}` : `person:${personId}`;

const detailsSchema = z.object({
  role: z.enum(Object.values(Role)),
  person: z.string().optional(),
  discordRole: z.string().optional(),
});

interface Question {
  communityId: string;
  /** Keys of every account that they have or had. */
  keys: ReadonlySet<string>;
  /** The roles given within 24 hours before this are meant. */
  now: Date;
  /** Roles given later than this are not; all until today unless said otherwise. */
  until?: Date;
  powers: Call['powers'];
}

/** What some people gave, directly or through others. */
export interface Given {
  /** Whether they, or somebody who cannot be told from them any more, gave anything at all. */
  any: boolean;
  isGiven(holder: Holder, role: Role): boolean;
}

/**
 * Which roles some people gave within 24 hours, directly or through others, by what the audit says.
 * Who a giver was whose account is gone cannot be told: it counts as given by them.
 */
export async function givenWithin(
  db: PrismaClient,
  { communityId, keys, now, until, powers }: Question,
): Promise<Given> {
  const acts = await db.auditEntry.findMany({
    where: {
      communityId,
      action: 'role.grant',
      createdAt: { gt: new Date(now.getTime() - freshMs), ...(until ? { lte: until } : {}) },
    },
    include: { account: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const known = acts.flatMap((act) => {
    const details = detailsSchema.safeParse(act.details);
    return details.success ? [{ ...act, details: details.data }] : [];
  });
  const isTheirs = (account: (typeof acts)[number]['account']) =>
    account === null || keys.has(accountKey(account));
  const isRoleGiven = known.some(({ details }) => details.discordRole !== undefined);
  const givings: Giving[] = [];
  for (const { account, details } of known) {
    const { role, person, discordRole } = details;
    if (person === undefined && discordRole === undefined) continue;
    const roles =
      account && isRoleGiven ? await discordRolesOf(db, account, communityId, powers) : [];
    givings.push({
      isTheirs: isTheirs(account),
      giver: account
        ? [`person:${account.personId}`, ...roles.map((id) => `discordRole:${id}` as const)]
        : [],
      to: person === undefined ? `discordRole:${discordRole ?? ''}` : `person:${person}`,
      role,
    });
  }
  return { any: known.some(({ account }) => isTheirs(account)), isGiven: givenBy(givings) };
}

/** Which grants some people gave within the last 24 hours, directly or through others. */
export async function freshlyGivenBy(
  db: PrismaClient,
  question: Question,
): Promise<(grant: RoleGrant) => boolean> {
  const { isGiven } = await givenWithin(db, question);
  return (grant) => isGiven(holderOf(grant), grant.role);
}
