import { Prisma } from '../database/generated/client.ts';
import type { RetentionRule } from '../schedule/retention.ts';

const dayMs = 24 * 3_600_000;

/** SQL for the hashes of pictures to which something stored refers. */
export type PictureReferences = Prisma.Sql;

/** Pictures in messages that are stored to be sent, or changed, in every language. */
const publishedPictures: PictureReferences = Prisma.sql`
  SELECT jsonb_path_query(messages, '$.*.picture.hash') #>> '{}' FROM "Publication"
  WHERE messages @? '$.*.picture.hash'`;

/**
 * Pictures that nothing refers to, some days after somebody last sent them: previews show pictures that are in nothing
 * stored yet.
 * @param references of every module
 */
export const pictureRetention = (references: readonly PictureReferences[]): RetentionRule => ({
  name: 'picture',
  keepMs: 3 * dayMs,
  async deleteBefore(db, before) {
    const used = Prisma.join([publishedPictures, ...references], ' UNION ALL ');
    const count = await db.$executeRaw`
      DELETE FROM "Picture" WHERE "sentAt" < ${before}
        AND hash NOT IN (SELECT used FROM (${used}) AS u (used) WHERE used IS NOT NULL)`;
    return { count };
  },
});
