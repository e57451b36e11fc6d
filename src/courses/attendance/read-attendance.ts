import type { Account, PrismaClient, Signup } from '../../database/generated/client.ts';
import { AttendanceState } from '../../database/generated/enums.ts';
import { compareNames } from '../../language/text/compare-names.ts';
import { accountNames } from '../../people/account-names.ts';

/** Somebody with a seat. */
export type Participant = Signup & { person: { accounts: Account[] } };

export const attendanceStates = Object.values(AttendanceState);

/** Who has a seat in a session, and how many were noted as what. */
export interface Attendance {
  /** By name. */
  people: readonly Participant[];
  counts: Readonly<Record<AttendanceState | 'none', number>>;
}

export const participantName = ({ person }: Participant): string => accountNames(person.accounts);

/** Everyone with a seat in a session, without those whose data was erased. */
export async function readAttendance(
  db: Pick<PrismaClient, 'signup'>,
  sessionId: string,
): Promise<Attendance> {
  const found = await db.signup.findMany({
    where: { sessionId, state: 'confirmed', personId: { not: null } },
    include: { person: { include: { accounts: { orderBy: { platform: 'asc' } } } } },
  });
  const people = found
    .flatMap(({ person, ...signup }): Participant[] => (person ? [{ ...signup, person }] : []))
    .toSorted((one, other) => compareNames(participantName(one), participantName(other)));
  const count = (state: AttendanceState | null) =>
    people.filter(({ attendance }) => attendance === state).length;
  return {
    people,
    counts: {
      ...{ attended: count('attended'), late: count('late') },
      ...{ missed: count('missed'), excused: count('excused'), none: count(null) },
    },
  };
}
