import type { Course, PrismaClient, Session, Signup } from '../../database/generated/client.ts';
import { AttendanceState } from '../../database/generated/enums.ts';

/** That a person completed a course. */
export interface Completion {
  personId: string;
  sessionId: string;
  completedAt: Date;
  /** IANA zone in which that was. */
  zone: string;
}

type Seat = Pick<Signup, 'personId' | 'sessionId' | 'attendance'> & {
  session: Pick<Session, 'endsAt' | 'zone' | 'runId'>;
};

const wasThere: ReadonlySet<AttendanceState | null> = new Set([
  AttendanceState.attended,
  AttendanceState.late,
]);

/** The seats that count: where attendance was taken, of those who were there; else all. */
function seatsThatCount(seats: readonly Seat[]): Seat[] {
  const taken = new Set(
    seats.filter(({ attendance }) => wasThere.has(attendance)).map(({ sessionId }) => sessionId),
  );
  return seats.filter(({ sessionId, attendance }) =>
    taken.has(sessionId) ? wasThere.has(attendance) : attendance === null,
  );
}

/** The seat with which somebody had been at enough sessions of one run; undefined where they were not. */
function completingSeat(seats: readonly Seat[], needed: number | null): Seat | undefined {
  // Without a rule each session is enough, and the last one says when.
  if (needed === null) return seats.at(-1);
  const runs = Map.groupBy(seats, ({ session }) => session.runId).values();
  return [...runs].flatMap((run) => run[needed - 1] ?? [])[0];
}

/**
 * Who completed a course, each person once, in order of signing up: everyone who was at enough sessions of a run that
 * took place and have ended. Where attendance was never taken, a seat counts.
 * @param sessionId only who was at this session
 */
export async function listCompletions(
  db: Pick<PrismaClient, 'signup'>,
  { id: courseId, passSessions }: Pick<Course, 'id' | 'passSessions'>,
  { now, sessionId }: { now: Temporal.Instant; sessionId?: string | undefined },
): Promise<Completion[]> {
  const signups = await db.signup.findMany({
    where: {
      state: 'confirmed',
      session: { courseId, cancelledAt: null, endsAt: { lte: new Date(now.epochMilliseconds) } },
    },
    include: { session: { select: { endsAt: true, zone: true, runId: true } } },
    orderBy: [{ session: { endsAt: 'asc' } }, { position: 'asc' }],
  });
  const counting = seatsThatCount(signups);
  const wanted =
    sessionId === undefined || passSessions !== null
      ? counting
      : counting.filter((seat) => seat.sessionId === sessionId);
  return [...Map.groupBy(wanted, ({ personId }) => personId)].flatMap(
    ([personId, seats]): Completion[] => {
      const seat = completingSeat(seats, passSessions);
      const isWanted = sessionId === undefined || seats.some((one) => one.sessionId === sessionId);
      return personId === null || !seat || !isWanted
        ? []
        : [
            {
              ...{ personId, sessionId: seat.sessionId },
              ...{ completedAt: seat.session.endsAt, zone: seat.session.zone },
            },
          ];
    },
  );
}
