import { z } from 'zod';
import { Prisma } from '../../database/generated/client.ts';
import { Topic } from '../../database/generated/enums.ts';
import type { AudienceRule } from '../publications.ts';

/** Accepts what the database accepts as a row id. */
const id = z.guid();

/** `Publication.audience` as it is stored. */
export const audienceSchema: z.ZodType<AudienceRule> = z.discriminatedUnion('to', [
  z.object({
    to: z.literal('topic'),
    communityId: id,
    topic: z.enum(Topic),
  }),
  z.object({ to: z.literal('people'), personIds: z.array(id) }),
  z.object({ to: z.literal('chats'), chatIds: z.array(id) }),
  z.object({
    to: z.literal('copies'),
    publicationId: id,
    andTopic: z.enum(Topic).optional(),
  }),
]);

/** A page of an audience by the order of chat ids: at most `limit` that come after `after`. */
export interface KeysetPage {
  after: string | null;
  limit: number;
}

/** Pushes the page down into the query, so that each page is a short walk along an index. */
function paged(column: Prisma.Sql, from: Prisma.Sql, page: KeysetPage | undefined): Prisma.Sql {
  if (!page) return Prisma.sql`SELECT ${column} AS id ${from}`;
  const after =
    page.after === null ? Prisma.empty : Prisma.sql`AND ${column} > ${page.after}::uuid`;
  return Prisma.sql`(SELECT DISTINCT ${column} AS id ${from} ${after} ORDER BY 1 LIMIT ${page.limit})`;
}

/** SQL for the ids of an audience's chats, including closed ones and duplicates; or of one page of them. */
export function audienceChatIds(audience: AudienceRule, page?: KeysetPage): Prisma.Sql {
  switch (audience.to) {
    case 'topic':
      return paged(
        Prisma.sql`s."chatId"`,
        Prisma.sql`FROM "Subscription" s
          WHERE s."communityId" = ${audience.communityId}::uuid AND s.topic = ${audience.topic}::"Topic"`,
        page,
      );
    case 'chats':
      return paged(
        Prisma.sql`c.id`,
        Prisma.sql`FROM "Chat" c WHERE c.id = ANY(${[...audience.chatIds]}::uuid[])`,
        page,
      );
    case 'people':
      // A person with several accounts gets one message, in the newest private chat.
      return paged(
        Prisma.sql`one.id`,
        Prisma.sql`FROM (SELECT DISTINCT ON (a."personId") c.id FROM "Account" a
          JOIN "Chat" c ON c."accountId" = a.id AND c."closedAt" IS NULL
          WHERE a."personId" = ANY(${[...audience.personIds]}::uuid[])
          ORDER BY a."personId", c."createdAt" DESC) one WHERE true`,
        page,
      );
    case 'copies': {
      // A chat that followed later may have received its first copy from a correction.
      const copies = paged(
        Prisma.sql`d."chatId"`,
        Prisma.sql`FROM "Delivery" d JOIN "Publication" p ON p.id = d."publicationId"
          WHERE (p.id = ${audience.publicationId}::uuid OR p."originalId" = ${audience.publicationId}::uuid AND p.operation = 'edit')
          AND d.state IN ('sent', 'sending', 'queued', 'unknown')`,
        page,
      );
      if (audience.andTopic === undefined) return copies;
      const followers = paged(
        Prisma.sql`s."chatId"`,
        Prisma.sql`FROM "Subscription" s JOIN "Publication" p ON p."communityId" = s."communityId"
          WHERE p.id = ${audience.publicationId}::uuid AND s.topic = ${audience.andTopic}::"Topic"`,
        page,
      );
      return Prisma.sql`${copies} UNION ${followers}`;
    }
  }
}
