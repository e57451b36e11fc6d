import type { Signup } from '../../../src/database/generated/client.ts';
import { takesSeat } from '../../../src/seats/states.ts';
import { findTransition, type SignupStatus } from '../../../src/seats/transitions.ts';
import type { Step } from './run-state.ts';

const minuteMs = 60_000;
/** In the last half hour nothing is offered. */
const lateMs = 30 * minuteMs;

interface Change {
  sessionId: string;
  personId: string;
  from: SignupStatus;
  to: SignupStatus;
  position: bigint;
}

const keyOf = ({ sessionId, personId }: Pick<Signup, 'sessionId' | 'personId'>) =>
  `${sessionId} ${personId}`;

function changesOf({ before, after }: Step): Change[] {
  const earlier = new Map(before.map((one) => [keyOf(one), one]));
  const later = new Map(after.map((one) => [keyOf(one), one]));
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((key) => {
    const [was, is] = [earlier.get(key), later.get(key)];
    const { sessionId, personId } = is ?? was ?? { sessionId: '', personId: '' };
    const from: SignupStatus = was?.state ?? 'none';
    const to: SignupStatus = is?.state ?? 'none';
    return from === to
      ? []
      : [{ sessionId, personId: personId ?? '', from, to, position: was?.position ?? 0n }];
  });
}

/** Whether the waiting list of a session moves on. */
function isMoving({ sessions, at }: Step, sessionId: string): boolean {
  const session = sessions.find(({ id }) => id === sessionId);
  if (!session || session.cancelledAt) return false;
  const { freezeMinutes } = session.course;
  return session.startsAt.getTime() > at + Math.max(lateMs, freezeMinutes * minuteMs);
}

/** Whether the session takes place and has not started: whose offer ends with it is not told. */
const isToCome = ({ sessions, at }: Step, sessionId: string): boolean =>
  sessions.some(
    ({ id, startsAt, cancelledAt }) =>
      id === sessionId && startsAt.getTime() > at && cancelledAt === null,
  );

function* seatProblems(step: Step): Generator<string> {
  for (const { id, seats } of step.sessions) {
    const signups = step.after.filter(({ sessionId }) => sessionId === id);
    const taken = signups.filter(({ state }) => takesSeat(state)).length;
    const waiting = signups.filter(({ state }) => state === 'waiting').length;
    if (taken > seats) yield `${taken} people have ${seats} seats`;
    if (isMoving(step, id) && waiting > 0 && taken < seats)
      yield `${waiting} wait although ${seats - taken} seats are free`;
  }
  for (const { state, offeredUntil } of step.after)
    if ((state === 'offered') !== (offeredUntil !== null))
      yield `an ${state} signup has ${offeredUntil ? 'a' : 'no'} time to answer`;
}

const middles = ['waiting', 'confirmed', 'cancelled', 'declined'] as const;

/** Changes of people who did not act themselves. */
const byProgram = (step: Step, changes: readonly Change[]): Change[] =>
  changes.filter(({ personId }) => step.actors.every((actor) => actor.personId !== personId));

function* transitionProblems(step: Step, changes: readonly Change[]): Generator<string> {
  for (const { personId, from, to } of changes) {
    const ways = step.actors.flatMap((actor) => (actor.personId === personId ? [actor.by] : []));
    const isMoved = to === 'none' && ways.includes('organiser');
    const by = [...ways, 'program'] as const;
    const leads = (one: SignupStatus, other: SignupStatus) =>
      by.some((who) => findTransition(one, other, who));
    // What a person did and what became of it, or two things that they did at once, fall into one step.
    const isKnown =
      isMoved || leads(from, to) || middles.some((state) => leads(from, state) && leads(state, to));
    if (!isKnown) yield `${from} became ${to} by ${ways.join(', ') || 'nobody'}`;
  }
}

/** Seats go to those who waited longest. */
function* orderProblems(step: Step, changes: readonly Change[]): Generator<string> {
  for (const { id } of step.sessions) {
    if (!isMoving(step, id)) continue;
    const served = changes
      .filter(
        ({ sessionId, from, to }) => sessionId === id && from === 'waiting' && to !== 'cancelled',
      )
      .map(({ position }) => position);
    const last = served.toSorted((one, other) => Number(one - other)).at(-1) ?? 0n;
    const skipped = step.after.filter(
      ({ sessionId, state, position }) =>
        sessionId === id && state === 'waiting' && position < last,
    );
    if (skipped.length > 0) yield `${skipped.length} who waited longer were passed over`;
  }
}

/** Each change by the program is told once, and nothing else is. */
function* noticeProblems(step: Step, changes: readonly Change[]): Generator<string> {
  const told = step.told
    .filter(({ personId }) => step.actors.every((actor) => actor.personId !== personId))
    .map(({ kind, personId }) => `${kind} ${personId}`);
  const due = changes
    .filter(
      ({ sessionId, to }) =>
        to === 'confirmed' || to === 'offered' || (to === 'declined' && isToCome(step, sessionId)),
    )
    .map(({ to, personId }) => `${to} ${personId}`);
  const [is, should] = [told, due].map((all) => all.toSorted().join(', '));
  if (is !== should) yield `told “${is}” instead of “${should}”`;
}

/** What is wrong after a step. */
export function checkStep(step: Step): string[] {
  const changes = changesOf(step);
  const own = byProgram(step, changes);
  return [
    ...seatProblems(step),
    ...transitionProblems(step, changes),
    ...orderProblems(step, own),
    ...noticeProblems(step, own),
  ];
}
