import type {
  Account,
  CourseQuestion,
  Prisma,
  PrismaClient,
  Signup,
  SignupAnswer,
} from '../../database/generated/client.ts';
import type { SessionWithCourse } from '../signups/queries.ts';

/** Applications on one page of the queue; the buttons of each are a row. */
const queuePageSize = 4;

/** A signup that waits for an organiser to decide, with whose it is. */
export type Application = Signup & {
  session: SessionWithCourse;
  person: { accounts: Account[] } | null;
  answers: (SignupAnswer & { question: CourseQuestion })[];
};

export const applicationInclude = {
  session: { include: { course: true } },
  person: { include: { accounts: { orderBy: { platform: 'asc' } } } },
  answers: { include: { question: true } },
} as const satisfies Prisma.SignupInclude;

interface QueueFilter {
  communityId: string;
  courseId?: string | undefined;
}

/** Applications that can still be decided about. */
export const openApplicationsWhere = (
  { communityId, courseId }: QueueFilter,
  now: Date,
): Prisma.SignupWhereInput => ({
  state: 'pending',
  personId: { not: null },
  session: {
    ...{ cancelledAt: null, startsAt: { gt: now } },
    course: { communityId, cancelledAt: null, ...(courseId === undefined ? {} : { id: courseId }) },
  },
});

export interface ApplicationQueue {
  /** The first ones, in the order in which they came. */
  applications: Application[];
  total: number;
}

/** The queue of a community or a course, first come first. */
export async function readQueue(
  db: PrismaClient,
  filter: QueueFilter,
  now: Date,
): Promise<ApplicationQueue> {
  const where = openApplicationsWhere(filter, now);
  return {
    applications: await db.signup.findMany({
      where,
      include: applicationInclude,
      orderBy: { position: 'asc' },
      take: queuePageSize,
    }),
    total: await db.signup.count({ where }),
  };
}
