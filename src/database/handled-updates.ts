import type { PrismaClient } from './generated/client.ts';

/** How long Telegram stores an unconfirmed update, in milliseconds. Source: Bot API, "Getting updates". */
const retentionMs = 24 * 3_600_000;

/** The updates that one bot has handled. */
export interface HandledUpdateStore {
  /** The ids of the most recently handled updates, at most `limit`. */
  recent(limit: number): Promise<readonly number[]>;
  save(ids: readonly number[]): Promise<void>;
}

/** Handled updates of one bot, in the database. */
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
    // An array parameter keeps the statement the same for any number of ids.
    async save(ids) {
      const updates = ids.map(BigInt);
      await db.$executeRaw`
        INSERT INTO "HandledUpdate" ("bot", "updateId", "handledAt")
        SELECT ${bot}, unnest(${updates}::bigint[]), ${new Date(now())}::timestamptz
        ON CONFLICT DO NOTHING`;
    },
  });
