import { randomUUID } from 'node:crypto';
import { noQueryCache, type QueryCache } from '../database/cache/query-cache.ts';
import type { Account, Person, PrismaClient } from '../database/generated/client.ts';
import type { Actor } from '../kit/adapter/actor.ts';
import type { PersonReference } from '../kit/define/raw-value.ts';

export type AccountWithPerson = Account & { person: Person };

/** The account of a user of a platform, with its person. */
export const findAccount = (
  db: PrismaClient,
  { platform, platformId }: Pick<Account, 'platform' | 'platformId'>,
  memory: QueryCache,
): Promise<AccountWithPerson | null> =>
  memory.getOrLoad({
    key: `account ${platform} ${platformId}`,
    load: () =>
      db.account.findUnique({
        where: { platform_platformId: { platform, platformId } },
        include: { person: true },
      }),
    // That somebody is unknown is so until anybody becomes known.
    dependencies: (found) =>
      found ? [`Account:${found.id}`, `Person:${found.personId}`] : ['Account'],
  });

type UserCaller = Pick<Actor, 'platform' | 'user'>;

/** What an account shows of itself, as a platform tells it. */
const profileOf = ({ user }: UserCaller) => ({
  name: user.name,
  username: user.username ?? null,
  locale: user.locale ?? null,
});

/** The account of whoever acts, where it is known; its names are kept as last seen. */
export async function findAndRefreshAccount(
  db: PrismaClient,
  acting: UserCaller,
  memory: QueryCache = noQueryCache,
): Promise<AccountWithPerson | undefined> {
  const { platform, user } = acting;
  const known = await findAccount(db, { platform, platformId: user.platformId }, memory);
  if (!known) return undefined;
  const shown = profileOf(acting);
  const isSame =
    known.name === shown.name && known.username === shown.username && known.locale === shown.locale;
  if (isSame) return known;
  return db.account.update({ where: { id: known.id }, data: shown, include: { person: true } });
}

/** The account of whoever acts, made with a person of its own when it is new; its names are kept as last seen. */
export async function getOrCreateAccount(
  db: PrismaClient,
  acting: UserCaller,
  memory: QueryCache = noQueryCache,
): Promise<AccountWithPerson> {
  const known = await findAndRefreshAccount(db, acting, memory);
  if (known) return known;
  const { platform, user } = acting;
  const { platformId } = user;
  // Two first acts at once: the second finds the account that the first made.
  return db.account
    .create({
      data: { platform, platformId, ...profileOf(acting), person: { create: {} } },
      include: { person: true },
    })
    .catch(async (error: unknown) => {
      const made = await db.account.findUnique({
        where: { platform_platformId: { platform, platformId } },
        include: { person: true },
      });
      if (made) return made;
      throw error;
    });
}

/** The account of somebody who was never seen, of which no row is made: whoever only reads need not be known. */
export function transientAccount(acting: UserCaller, at: Date): AccountWithPerson {
  const { platform, user } = acting;
  const person = {
    id: randomUUID(),
    locale: null,
    zone: null,
    currentCommunityId: null,
    createdAt: at,
  };
  return {
    id: randomUUID(),
    personId: person.id,
    platform,
    platformId: user.platformId,
    ...profileOf(acting),
    linkedAt: at,
    createdAt: at,
    person,
  };
}

/** The account of somebody whom a platform names. Who never used the bot gets one now. */
export async function resolveAccountReference(
  db: PrismaClient,
  platform: Actor['platform'],
  { platformId, name, username }: PersonReference,
): Promise<Account> {
  const known = await db.account.findUnique({
    where: { platform_platformId: { platform, platformId } },
  });
  const user = { platformId, name, ...(username === undefined ? {} : { username }) };
  return known ?? getOrCreateAccount(db, { platform, user });
}
