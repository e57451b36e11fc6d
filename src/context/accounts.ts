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
    // Rows are announced by the platform's id: an unknown account stays unknown until one with this id is stored.
    dependencies: (found) => [
      `Account:${platformId}`,
      ...(found ? [`Person:${found.personId}` as const] : []),
    ],
  });

type UserCaller = Pick<Actor, 'platform' | 'user'>;

/** An account's name, username and language as the platform reports them. */
const profileOf = ({ user }: UserCaller) => ({
  name: user.name,
  username: user.username ?? null,
  locale: user.locale ?? null,
});

/** The actor's account, if it is stored; its profile is updated to what the platform reports. */
export async function findAndRefreshAccount(
  db: PrismaClient,
  actor: UserCaller,
  memory: QueryCache = noQueryCache,
): Promise<AccountWithPerson | undefined> {
  const { platform, user } = actor;
  const known = await findAccount(db, { platform, platformId: user.platformId }, memory);
  if (!known) return undefined;
  // Messages on Discord come without a language: the one that was seen last stays.
  const profile = { ...profileOf(actor), locale: user.locale ?? known.locale };
  const isSame =
    known.name === profile.name &&
    known.username === profile.username &&
    known.locale === profile.locale;
  if (isSame) return known;
  return db.account.update({ where: { id: known.id }, data: profile, include: { person: true } });
}

/** The actor's account, created with a new person when it does not exist; otherwise its profile is updated. */
export async function getOrCreateAccount(
  db: PrismaClient,
  actor: UserCaller,
  memory: QueryCache = noQueryCache,
): Promise<AccountWithPerson> {
  const known = await findAndRefreshAccount(db, actor, memory);
  if (known) return known;
  const { platform, user } = actor;
  const { platformId } = user;
  // Of two concurrent first requests, the second finds the account that the first created.
  return db.account
    .create({
      data: { platform, platformId, ...profileOf(actor), person: { create: {} } },
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

/** An unsaved account for an unknown user: enough for read-only commands. */
export function transientAccount(actor: UserCaller, at: Date): AccountWithPerson {
  const { platform, user } = actor;
  const person = {
    id: randomUUID(),
    locale: null,
    zone: null,
    tables: null,
    currentCommunityId: null,
    createdAt: at,
  };
  return {
    id: randomUUID(),
    personId: person.id,
    platform,
    platformId: user.platformId,
    ...profileOf(actor),
    linkedAt: at,
    createdAt: at,
    person,
  };
}

/** The account of a user whom a platform refers to, created when they have never used the bot. */
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
