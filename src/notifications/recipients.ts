import type { PlatformPermissionsByPlatform } from '../context/roles/platform-permissions.ts';
import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import { withKnownEnumValues } from '../database/known-enum-values.ts';

export interface RecipientLookup {
  db: Pick<PrismaClient, 'person'>;
  platformPermissions: PlatformPermissionsByPlatform;
}

/** The ids of some people, by whether the bot can write to them. */
export interface Recipients {
  reachable: readonly string[];
  unreachable: readonly string[];
}

/**
 * Some people, by whether the bot can write to them. Whoever closed the private chat cannot be reached, nor whoever never
 * opened one where a bot may not begin it.
 */
export async function findRecipients(
  { db, platformPermissions }: RecipientLookup,
  where: Prisma.PersonWhereInput,
): Promise<Recipients> {
  const people = await db.person.findMany({
    where: { ...withKnownEnumValues.person, ...where },
    select: {
      id: true,
      accounts: {
        where: withKnownEnumValues.account,
        orderBy: { createdAt: 'desc' },
        select: { platform: true, chat: { select: { closedAt: true } } },
      },
    },
    orderBy: { id: 'asc' },
  });
  const isReachable = ({ accounts }: (typeof people)[number]) => {
    const chats = accounts.flatMap(({ chat }) => (chat ? [chat] : []));
    if (chats.length > 0) return chats.some(({ closedAt }) => closedAt === null);
    const [newest] = accounts;
    return (
      newest !== undefined && platformPermissions[newest.platform].privateChatUrl() === undefined
    );
  };
  const { reachable = [], unreachable = [] } = Object.groupBy(people, (person) =>
    isReachable(person) ? 'reachable' : 'unreachable',
  );
  const idsOf = (some: readonly { id: string }[]) => some.map(({ id }) => id);
  return { reachable: idsOf(reachable), unreachable: idsOf(unreachable) };
}
