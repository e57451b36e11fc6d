import type { Account, Person, PrismaClient } from '../database/generated/client.ts';
import { forgetful, type Memory } from '../database/memory.ts';
import type { Caller } from '../kit/invocation.ts';
import type { PersonReference } from '../kit/raw.ts';

export type KnownAccount = Account & { person: Person };

/** The account of a user of a platform, with its person. */
export const knownAccount = (
  db: PrismaClient,
  { platform, platformId }: Pick<Account, 'platform' | 'platformId'>,
  memory: Memory,
): Promise<KnownAccount | null> =>
  memory.recall({
    key: `account ${platform} ${platformId}`,
    read: () =>
      db.account.findUnique({
        where: { platform_platformId: { platform, platformId } },
        include: { person: true },
      }),
    sources: (found) => (found ? [`Account:${found.id}`, `Person:${found.personId}`] : undefined),
  });

/** The account of whoever acts, made with a person of its own when it is new; its names are kept as last seen. */
export async function recogniseAccount(
  db: PrismaClient,
  { platform, user }: Pick<Caller, 'platform' | 'user'>,
  memory: Memory = forgetful,
): Promise<KnownAccount> {
  const { platformId } = user;
  const seen = { name: user.name, username: user.username ?? null, locale: user.locale ?? null };
  const where = { platform_platformId: { platform, platformId } };
  const known = await knownAccount(db, { platform, platformId }, memory);
  if (!known) {
    // Two first acts at once: the second finds the account that the first made.
    return db.account
      .create({
        data: { platform, platformId, ...seen, person: { create: {} } },
        include: { person: true },
      })
      .catch(async (error: unknown) => {
        const made = await db.account.findUnique({ where, include: { person: true } });
        if (made) return made;
        throw error;
      });
  }
  const isSame =
    known.name === seen.name && known.username === seen.username && known.locale === seen.locale;
  if (isSame) return known;
  return db.account.update({ where: { id: known.id }, data: seen, include: { person: true } });
}

/** The account of somebody whom a platform names. Who never used the bot gets one now. */
export async function accountNamed(
  db: PrismaClient,
  platform: Caller['platform'],
  { platformId, name, username }: PersonReference,
): Promise<Account> {
  const known = await db.account.findUnique({
    where: { platform_platformId: { platform, platformId } },
  });
  const user = { platformId, name, ...(username === undefined ? {} : { username }) };
  return known ?? recogniseAccount(db, { platform, user });
}
