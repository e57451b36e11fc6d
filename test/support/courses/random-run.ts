import type { OpenDatabase } from '../../../src/database/database.ts';
import { UserError } from '../../../src/kit/define/user-error.ts';
import { checkStep } from './check-step.ts';
import { type Act, planStep } from './plans.ts';
import { listSessions, listSignups, openRun } from './run-state.ts';

async function attempt(act: Act): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

/**
 * Plays a course with two sessions and six people, who do what they can and what they cannot, on one or several
 * processes of a database.
 * @returns what was wrong, each with the steps until then; none when all was well
 */
export async function playRandomRun(
  databases: readonly OpenDatabase[],
  random: () => number,
  steps: number,
): Promise<string[]> {
  const run = await openRun(databases, random);
  const names: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    const sessions = await listSessions(run);
    const before = await listSignups(run);
    const planned = planStep(run, sessions, before);
    run.told = [];
    await Promise.all(planned.map(({ act }) => attempt(act)));
    names.push(planned.map(({ name }) => name).join(' + '));
    const problems = checkStep({
      name: names.at(-1) ?? '',
      ...{ actors: planned.flatMap(({ actors }) => actors), before, told: run.told, at: run.at },
      after: await listSignups(run),
      sessions: await listSessions(run),
    });
    if (problems.length > 0) return problems.map((one) => `${one} after: ${names.join(', ')}`);
  }
  return [];
}
