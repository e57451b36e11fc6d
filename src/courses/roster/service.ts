import { recordAudit } from '../../context/audit.ts';
import type {
  Account,
  Course,
  PrismaClient,
  Session,
  Signup,
  SignupAnswer,
} from '../../database/generated/client.ts';
import { compareNames } from '../../language/text/compare-names.ts';
import { accountNames } from '../../people/account-names.ts';
import { activeStates } from '../../seats/states.ts';
import type { OrganiserServices } from '../service.ts';

/** A signup with its person's accounts; no person where they were erased after the session had started. */
export type RosterEntry = Signup & { person: { accounts: Account[] } | null };
export type AnsweredEntry = RosterEntry & { answers: SignupAnswer[] };
export type SessionRoster = Session & { signups: AnsweredEntry[] };

/** Everyone who has a seat, waits or applied, session by session, in order of signing up. */
const findRoster = (
  db: PrismaClient,
  courseId: string,
  sessionId: string | undefined,
): Promise<SessionRoster[]> =>
  db.session.findMany({
    where: { courseId, ...(sessionId === undefined ? {} : { id: sessionId }) },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    include: {
      signups: {
        where: { state: { in: [...activeStates] } },
        orderBy: [{ state: 'asc' }, { position: 'asc' }],
        include: {
          person: { include: { accounts: { orderBy: { platform: 'asc' } } } },
          answers: true,
        },
      },
    },
  });

const nameOf = ({ person }: RosterEntry): string => accountNames(person?.accounts ?? []);

/** Those with a seat by name; the others in the order in which they get one. */
const inOrder = (signups: readonly AnsweredEntry[]): AnsweredEntry[] => [
  ...signups
    .filter(({ state }) => state === 'confirmed')
    .toSorted((one, other) => compareNames(nameOf(one), nameOf(other))),
  ...signups.filter(({ state }) => state !== 'confirmed'),
];

/**
 * Reads who signed up for a course, or one session of it: those with a seat in Vietnamese order of names. The reading is
 * recorded in the audit log.
 */
export async function readRoster(
  { db, account }: Pick<OrganiserServices, 'db' | 'account'>,
  course: Course,
  sessionId: string | undefined,
): Promise<SessionRoster[]> {
  const sessions = await findRoster(db, course.id, sessionId);
  await recordAudit(db, {
    communityId: course.communityId,
    accountId: account.id,
    action: 'course.roster',
    details: { course: course.id, title: course.title },
  });
  return sessions.map((session) => ({ ...session, signups: inOrder(session.signups) }));
}
