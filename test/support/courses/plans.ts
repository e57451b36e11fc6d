import { cancelTraining } from '../../../src/courses/editing/cancel.ts';
import { changeSession } from '../../../src/courses/editing/edit-session.ts';
import { reopenTraining } from '../../../src/courses/editing/reopen.ts';
import type { RosterAction, Way } from '../../../src/courses/roster/changes/change.ts';
import { changeRoster } from '../../../src/courses/roster/changes/service.ts';
import type { SessionWithCourse, SignupWithSession } from '../../../src/courses/signups/queries.ts';
import { signUp, withdrawSignup } from '../../../src/courses/signups/service.ts';
import {
  passOffer,
  setAsksFirst,
  takeOffer,
} from '../../../src/courses/waiting-list/answer-offer.ts';
import { endLapsedOffers } from '../../../src/courses/waiting-list/lapse-job.ts';
import { swapSession } from '../../../src/courses/waiting-list/swap.ts';
import { type Actor, hourMs, pick, type Run, servicesOf, type Told } from './run-state.ts';

export type Act = () => Promise<unknown>;
/** One thing that is done, by whom. */
export interface Planned {
  name: string;
  actors: readonly Actor[];
  act: Act;
}

const someone = (_run: Run, name: string, personId: string, act: Act): Planned => ({
  ...{ name, act },
  actors: [{ by: 'person', personId }],
});

/** Something that one of the people does, possible or not. */
function planOfPerson(
  run: Run,
  sessions: readonly SessionWithCourse[],
  signups: readonly SignupWithSession[],
): Planned | undefined {
  const session = pick(run, sessions);
  const signup = pick(run, signups);
  const personId = pick(run, run.personIds);
  if (!session || !personId) return undefined;
  if (!signup?.personId || run.random() < 0.4)
    return someone(run, 'signs up', personId, () =>
      signUp(
        {
          ...{ ...servicesOf(run), person: { id: personId } },
          requireEligible: async () => undefined,
          prepareApplication: async () => async () => undefined,
        },
        {
          course: session.course,
          session: { session },
        },
      ),
    );
  const owner = signup.personId;
  const own = () => ({ ...servicesOf(run), person: { id: owner } });
  const all: readonly (readonly [string, Act])[] = [
    ['leaves', () => withdrawSignup(own(), signup)],
    ['takes', () => takeOffer(own(), signup)],
    ['takes', () => takeOffer(own(), signup)],
    ['passes', () => passOffer(own(), signup)],
    ['asks', () => setAsksFirst(own().db, signup, run.random() < 0.5)],
    ['swaps', () => swapSession(own(), signup, session)],
  ];
  const chosen = pick(run, all);
  return chosen && someone(run, chosen[0], owner, chosen[1]);
}

const rosterActions: readonly (readonly [RosterAction, Way])[] = [
  ['add', 'seat'],
  ['add', 'waiting'],
  ['seat', 'seat'],
  ['seat', 'extra'],
  ['move', 'seat'],
  ['move', 'waiting'],
  ['remove', 'out'],
];

/** Something that an organiser does, possible or not. */
function planOfOrganiser(run: Run, sessions: readonly SessionWithCourse[]): Planned | undefined {
  const session = pick(run, sessions);
  const other = sessions.find(({ id }) => id !== session?.id);
  const personId = pick(run, run.personIds);
  const chosen = pick(run, rosterActions);
  if (!session || !personId || !chosen) return undefined;
  const { course } = session;
  const draw = run.random();
  if (draw < 0.2)
    return {
      ...{ name: 'adds a seat', actors: [] },
      act: () => changeSession(servicesOf(run), { course, session }, { seats: session.seats + 1 }),
    };
  if (draw < 0.4)
    return {
      ...{ name: session.cancelledAt ? 'reopens' : 'cancels', actors: [] },
      act: () =>
        session.cancelledAt
          ? reopenTraining(servicesOf(run), { course, session })
          : cancelTraining(servicesOf(run), { course, session }),
    };
  const [action, way] = chosen;
  const input = {
    ...{ action, course, session, person: { id: personId, name: 'N' } },
    ...(action === 'move' && other ? { to: other } : {}),
  };
  return {
    ...{ name: action, actors: [{ by: 'organiser', personId }] },
    act: () => changeRoster(servicesOf(run), input, way),
  };
}

/** Some time passes, and the job runs in every process. */
const planOfTime = (run: Run): Planned => ({
  ...{ name: 'time passes', actors: [] },
  async act() {
    run.at += Math.floor(run.random() * 8 * hourMs);
    await Promise.all(
      run.databases.map(({ prisma: db }) =>
        endLapsedOffers({
          ...{ db, now: () => run.at },
          publications: {
            async publish(_tx, { audience, messages }) {
              // Offers of earlier runs on the same database end too.
              const told = readNotice(audience, JSON.stringify(messages.en));
              run.told.push(...told.filter(({ personId }) => run.personIds.includes(personId)));
              return '';
            },
          },
        }),
      ),
    );
  },
});

/** What a published notice says: its session is not in it. */
function readNotice(audience: { to: string; personIds?: readonly string[] }, text: string): Told[] {
  const kind = text.includes('didn’t answer in time')
    ? 'declined'
    : text.includes('kept for you until')
      ? 'offered'
      : 'confirmed';
  return (audience.personIds ?? []).map((personId) => ({ kind, personId, sessionId: '' }));
}

/** What happens next: mostly one thing, sometimes two at once. */
export function planStep(
  run: Run,
  sessions: readonly SessionWithCourse[],
  signups: readonly SignupWithSession[],
): Planned[] {
  const draw = run.random();
  if (draw < 0.12) return [planOfTime(run)];
  if (draw < 0.3) return [planOfOrganiser(run, sessions)].flatMap((one) => one ?? []);
  const count = draw < 0.5 ? 2 : 1;
  return Array.from({ length: count }, () => planOfPerson(run, sessions, signups)).flatMap(
    (one) => one ?? [],
  );
}
