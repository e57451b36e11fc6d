import type { PrismaClient } from '../src/database/generated/client.ts';
import { addChats, addCommunity } from './sample/chats.ts';
import { sampleClock } from './sample/clock.ts';
import { addCourses } from './sample/courses.ts';
import { addEvents } from './sample/events.ts';
import { addPeople, grantRoles } from './sample/people.ts';
import { addAlerts, addBriefing } from './sample/publications.ts';

/** Fills an empty database with a sample community with dates relative to `now`. Does nothing when there is a community. */
export async function seedSampleData(db: PrismaClient, { now }: { now: Date }): Promise<void> {
  if ((await db.community.count()) > 0) return;
  const clock = sampleClock(now);
  await db.$transaction(
    async (tx) => {
      const communityId = await addCommunity(tx);
      const people = await addPeople(tx, communityId);
      await grantRoles(tx, communityId, people);
      await addChats(tx, communityId, people);
      await addEvents(tx, communityId, people, clock);
      await addCourses(tx, communityId, people, clock);
      await addAlerts(tx, communityId, people, clock);
      await addBriefing(tx, communityId, clock);
    },
    { timeout: 60_000 },
  );
}
