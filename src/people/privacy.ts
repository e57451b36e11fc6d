import type { PrismaClient } from '../database/generated/client.ts';
import { tracesOf } from './traces.ts';

/** Everything that is kept about a person, as it is kept. */
export async function everythingAbout(db: PrismaClient, personId: string) {
  const person = await db.person.findUniqueOrThrow({
    where: { id: personId },
    include: {
      accounts: {
        include: {
          chat: { include: { subscriptions: true } },
          audit: true,
          // Neither the code's hash, nor who typed it.
          codes: { select: { kind: true, createdAt: true, expiresAt: true, settledAt: true } },
          prompts: true,
        },
      },
      memberships: { include: { community: { select: { name: true } } } },
      grants: { include: { community: { select: { name: true } } } },
      interests: { include: { event: { select: { title: true, startsAt: true } } } },
      signups: {
        include: { session: { select: { startsAt: true, course: { select: { title: true } } } } },
      },
    },
  });
  return { ...person, ...(await tracesOf(db, personId)) };
}

/** The same as JSON text, big numbers as text. */
export const asJson = (value: unknown): string =>
  JSON.stringify(
    value,
    (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part),
    2,
  );
