import type { PrismaClient } from './generated/client.ts';

/** How long Telegram keeps an update that was not confirmed, in milliseconds. Source: Bot API, "Getting updates". */
const retentionMs = 24 * 3_600_000;

/** What the store keeps of one bot's updates. */
export interface HandledUpdateStore {
  /** The newest that were handled, at most so many. */
  recent(limit: number): Promise<readonly number[]>;
  save(ids: readonly number[]): Promise<void>;
}

/** What one bot handled, in the database. */
export const handledUpdateStore =
  (db: Pick<PrismaClient, 'handledUpdate' | '$executeRaw'>, now: () => number) =>
  (bot: string): HandledUpdateStore => ({
    async recent(most) {
      const rows = await db.handledUpdate.findMany({
        where: { bot, handledAt: { gt: new Date(now() - retentionMs) } },
        select: { updateId: true },
        orderBy: { handledAt: 'desc' },
        take: most,
      });
      return rows.map(({ updateId }) => Number(updateId));
    },
    // One statement of one shape, however many there are.
    async save(ids) {
      const updates = ids.map(BigInt);
      await db.$executeRaw`
        INSERT INTO "HandledUpdate" ("bot", "updateId", "handledAt")
        SELECT ${bot}, unnest(${updates}::bigint[]), ${new Date(now())}::timestamptz
        ON CONFLICT DO NOTHING`;
    },
  });
