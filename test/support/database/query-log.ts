import type { PrismaClient } from '../../../src/database/generated/client.ts';

/** An extended client differs only in its types. */
const isClient = (client: object): client is PrismaClient => '$extends' in client;

/** The same client, recording operations such as `Person.updateMany`. */
export function recordQueries(prisma: PrismaClient): { prisma: PrismaClient; queries: string[] } {
  const queries: string[] = [];
  const extended = prisma.$extends({
    query: {
      $allOperations({ model, operation, args, query }) {
        queries.push(model ? `${model}.${operation}` : operation);
        return query(args);
      },
    },
  });
  if (!isClient(extended)) throw new Error('an extended client is no client');
  return { prisma: extended, queries };
}
