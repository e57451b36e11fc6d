import type { PrismaClient } from './generated/client.ts';

/** How long Telegram keeps an update that was not confirmed, in milliseconds. Source: Bot API, "Getting updates". */
const lifetime = 24 * 3_600_000;

/** What the store keeps of one bot's updates. */
export interface UpdateRecord {
  /** The newest that were handled, at most so many. */
  recent(most: number): Promise<readonly number[]>;
  keep(ids: readonly number[]): Promise<void>;
}

/** What one bot handled, in the database. */
export const handledUpdates =
  (db: Pick<PrismaClient, 'handledUpdate'>, now: () => number) =>
  (bot: string): UpdateRecord => ({
    async recent(most) {
      const rows = await db.handledUpdate.findMany({
        where: { bot, handledAt: { gt: new Date(now() - lifetime) } },
        select: { updateId: true },
        orderBy: { handledAt: 'desc' },
        take: most,
      });
      return rows.map(({ updateId }) => Number(updateId));
    },
    async keep(ids) {
      const handledAt = new Date(now());
      await db.handledUpdate.createMany({
        data: ids.map((id) => ({ bot, updateId: BigInt(id), handledAt })),
        skipDuplicates: true,
      });
    },
  });
