import { z } from 'zod';
import { Prisma } from '../database/generated/client.ts';
import type { Audience } from './publications.ts';

/** An audience as it is kept with its publication. */
export const audienceSchema: z.ZodType<Audience> = z.discriminatedUnion('to', [
  z.object({
    to: z.literal('topic'),
    communityId: z.string(),
    topic: z.enum(['briefings', 'alerts', 'events', 'training']),
  }),
  z.object({ to: z.literal('people'), personIds: z.array(z.string()) }),
  z.object({ to: z.literal('chats'), chatIds: z.array(z.string()) }),
  z.object({
    to: z.literal('copies'),
    publicationId: z.string(),
    andTopic: z.enum(['alerts', 'events']).optional(),
  }),
]);

const uuids = (ids: readonly string[]) =>
  ids.length === 0
    ? Prisma.sql`(NULL::uuid)`
    : Prisma.join(ids.map((id) => Prisma.sql`${id}::uuid`));

/** SQL that yields the ids of the audience's chats, closed ones too, perhaps twice. */
export function audienceChats(audience: Audience): Prisma.Sql {
  switch (audience.to) {
    case 'topic':
      return Prisma.sql`SELECT "chatId" AS id FROM "Subscription"
        WHERE "communityId" = ${audience.communityId}::uuid AND topic = ${audience.topic}::"Topic"`;
    case 'chats':
      return Prisma.sql`SELECT id FROM "Chat" WHERE id IN (${uuids(audience.chatIds)})`;
    case 'people':
      // The private chat of each account; a person with two accounts gets it where they were seen last.
      return Prisma.sql`SELECT DISTINCT ON (a."personId") c.id FROM "Account" a
        JOIN "Chat" c ON c."accountId" = a.id AND c."closedAt" IS NULL
        WHERE a."personId" IN (${uuids(audience.personIds)})
        ORDER BY a."personId", c."createdAt" DESC`;
    case 'copies': {
      const copies = Prisma.sql`SELECT "chatId" AS id FROM "Delivery"
        WHERE "publicationId" = ${audience.publicationId}::uuid AND state IN ('sent', 'sending', 'queued', 'unknown')`;
      return audience.andTopic === undefined
        ? copies
        : Prisma.sql`${copies} UNION SELECT s."chatId" AS id FROM "Subscription" s
            JOIN "Publication" p ON p."communityId" = s."communityId"
            WHERE p.id = ${audience.publicationId}::uuid AND s.topic = ${audience.andTopic}::"Topic"`;
    }
  }
}
