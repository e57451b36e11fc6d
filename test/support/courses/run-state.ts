import type { SessionWithCourse, SignupWithSession } from '../../../src/courses/signups/queries.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { PrismaClient, Signup } from '../../../src/database/generated/client.ts';

export const hourMs = 3_600_000;
const beginning = Date.parse('2026-11-24T02:00:00Z');
const people = 6;
const zone = 'Asia/Ho_Chi_Minh';

/** A message that the program published by itself: to whom, and about what. */
export interface Told {
  kind: 'confirmed' | 'offered' | 'declined';
  personId: string;
  sessionId: string;
}

/** Who did something: nobody where time passed. */
export interface Actor {
  by: 'person' | 'organiser';
  personId: string;
}

/** What happened to a run in one step. */
export interface Step {
  name: string;
  actors: readonly Actor[];
  before: readonly Signup[];
  after: readonly Signup[];
  told: readonly Told[];
  sessions: readonly SessionWithCourse[];
  /** Milliseconds since the epoch. */
  at: number;
}

export interface Run {
  databases: readonly OpenDatabase[];
  courseId: string;
  organiserId: string;
  personIds: readonly string[];
  random(): number;
  /** Milliseconds since the epoch. */
  at: number;
  told: Told[];
}

export const pick = <One>({ random }: Pick<Run, 'random'>, all: readonly One[]): One | undefined =>
  all[Math.floor(random() * all.length)];

/** Each action goes through any of the processes. */
function anyDatabase({ databases, random }: Run): PrismaClient {
  const found = pick({ random }, databases);
  if (!found) throw new Error('A run needs a database');
  return found.prisma;
}

/** A community with a course of two sessions and people who have done nothing yet. */
export async function openRun(
  databases: readonly OpenDatabase[],
  random: () => number,
): Promise<Run> {
  const [first] = databases;
  if (!first) throw new Error('A run needs a database');
  const db = first.prisma;
  const chance = (share: number) => random() < share;
  const { id: communityId } = await db.community.create({
    data: { name: 'Creators', locale: 'vi', zone },
  });
  const account = (name: string) => ({
    accounts: {
      create: { platform: 'telegram' as const, platformId: `${communityId}${name}`, name },
    },
  });
  const personIds: string[] = [];
  for (let index = 0; index < people; index += 1)
    personIds.push((await db.person.create({ data: account(String(index)) })).id);
  const organiser = await db.person.create({
    data: account('organiser'),
    include: { accounts: true },
  });
  const session = (days: number) => ({
    ...{ zone, seats: 1 + Math.floor(random() * 3) },
    startsAt: new Date(beginning + days * 24 * hourMs),
    endsAt: new Date(beginning + days * 24 * hourMs + hourMs),
  });
  const { id: courseId } = await db.course.create({
    data: {
      ...{ communityId, title: 'Podcast', searchText: '' },
      seatsPerPerson: chance(0.7) ? 1 : null,
      offerMinutes: chance(0.5) ? 240 : null,
      freezeMinutes: chance(0.3) ? 180 : 0,
      sessions: { create: [session(1), session(2)] },
    },
  });
  const organiserId = organiser.accounts[0]?.id ?? '';
  return { databases, courseId, organiserId, personIds, random, at: beginning, told: [] };
}

export const listSessions = (run: Run): Promise<SessionWithCourse[]> =>
  anyDatabase(run).session.findMany({
    where: { courseId: run.courseId },
    include: { course: true },
    orderBy: { startsAt: 'asc' },
  });

export const listSignups = (run: Run): Promise<SignupWithSession[]> =>
  anyDatabase(run).signup.findMany({
    where: { session: { courseId: run.courseId } },
    include: { session: { include: { course: true } } },
    orderBy: { position: 'asc' },
  });

/** What services need, with notices that are written down. */
export function servicesOf(run: Run) {
  const tell = (kind: Told['kind'], sessionId: string, personIds: readonly string[]) =>
    run.told.push(...personIds.map((personId) => ({ kind, personId, sessionId })));
  return {
    db: anyDatabase(run),
    now: Temporal.Instant.fromEpochMilliseconds(run.at),
    account: { id: run.organiserId },
    zone,
    notices: {
      promoted: async (_tx: unknown, { id }: { id: string }, personIds: readonly string[]) =>
        void tell('confirmed', id, personIds),
      offered: async (_tx: unknown, { id }: { id: string }, offer: { personId: string }) =>
        void tell('offered', id, [offer.personId]),
      lapsed: async (_tx: unknown, { id }: { id: string }, personIds: readonly string[]) =>
        void tell('declined', id, personIds),
      changed: async () => undefined,
    },
  };
}
