import type { Community, Connection, PrismaClient } from '../database/generated/client.ts';
import type { Locale } from '../language/locale.ts';
import { locales } from '../language/locale.ts';

/** The language that most chats of a server have chosen; the community's own where that is undecided. */
export async function localeOfServer(
  db: Pick<PrismaClient, 'chat'>,
  {
    id: connectionId,
    community,
  }: Pick<Connection, 'id'> & { community: Pick<Community, 'locale'> },
): Promise<Locale> {
  const chosen = await db.chat.groupBy({
    by: ['locale'],
    where: { connectionId, locale: { in: [...locales] } },
    _count: true,
    orderBy: { _count: { locale: 'desc' } },
  });
  const [first, second] = chosen;
  return first?.locale && first._count !== second?._count ? first.locale : community.locale;
}
