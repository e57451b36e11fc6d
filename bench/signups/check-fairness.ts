import pg from 'pg';
import { z } from 'zod';
import { seatsPerSession } from './courses.ts';

const rowSchema = z.object({
  sessionId: z.string(),
  state: z.string(),
  position: z.coerce.number(),
});

/** States of a signup that takes a seat, in this version and in those before it. */
const seatStates: ReadonlySet<string> = new Set(['confirmed', 'placed', 'offered']);

/** What happened to the signups of a course. */
export interface RushOutcome {
  taken: number;
  offered: number;
  waiting: number;
  problems: readonly string[];
}

/** Whether no session is oversold, and nobody has a seat who signed up after somebody who waits. */
export async function checkFairness(url: string, title: string): Promise<RushOutcome> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `SELECT "sessionId", signup."state"::text, "position"::text FROM "Signup" AS signup
     JOIN "Session" AS session ON session."id" = "sessionId"
     JOIN "Course" AS course ON course."id" = "courseId" WHERE course."title" = $1`,
    [title],
  );
  await client.end();
  const signups = z.array(rowSchema).parse(rows);
  const bySession = Object.values(Object.groupBy(signups, ({ sessionId }) => sessionId));
  const problems = bySession.flatMap((all = []) => {
    const taken = all.filter(({ state }) => seatStates.has(state));
    const waiting = all.filter(({ state }) => state === 'waiting');
    const last = Math.max(...taken.map(({ position }) => position));
    const first = Math.min(...waiting.map(({ position }) => position));
    return [
      ...(taken.length > seatsPerSession ? [`${taken.length} have ${seatsPerSession} seats`] : []),
      ...(waiting.length > 0 && taken.length < seatsPerSession ? ['a seat is free'] : []),
      ...(waiting.length > 0 && first < last ? ['somebody was passed over'] : []),
    ];
  });
  const count = (wanted: (state: string) => boolean) =>
    signups.filter(({ state }) => wanted(state)).length;
  return {
    taken: count((state) => seatStates.has(state)),
    offered: count((state) => state === 'offered'),
    waiting: count((state) => state === 'waiting'),
    problems,
  };
}
