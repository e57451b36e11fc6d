import type { SetupItem } from '../context/roles/platform-permissions.ts';
import type { Prisma } from '../database/generated/client.ts';
import type { SendError } from '../delivery/publisher.ts';

/**
 * Times until the next try, in milliseconds. A request whose answer was lost may still be carried out for a while: until
 * then, that the server does not list the event says nothing.
 */
const retryMs = {
  transient: 60_000,
  ambiguous: 2 * 60_000,
  refused: 30 * 60_000,
} as const;

/** Times until the bot's rights are looked at again, which takes requests only where the bot no longer is. */
const lookAgainMs = { noRights: 5 * 60_000, gone: 3_600_000 } as const;

/** Why a mirror is not up to date: the bot lacks the right, or is not in the server. */
export type MirrorProblem = 'noRights' | 'gone';

type Changes = Prisma.EventMirrorUncheckedUpdateManyInput;
type Known = { problem: string | null };

/** What a mirror without a problem has in place of {@link pauseAfter}. */
export const noProblem = { pausedUntil: null, problem: null, isProblemTold: true } as const;

const withProblem = (problem: MirrorProblem, known: Known, pausedUntil: Date): Changes => ({
  ...{ problem, pausedUntil },
  // Of a server without the bot, its admins know.
  ...(known.problem === problem ? {} : { isProblemTold: problem === 'gone' }),
});

/** What stands in the way before anything is requested. @param right as the platform describes it */
export const problemOf = (right: SetupItem | undefined): MirrorProblem | undefined =>
  right === undefined ? 'gone' : right.isOn ? undefined : 'noRights';

/** @param now milliseconds since the epoch */
export const pauseFor = (problem: MirrorProblem, known: Known, now: number): Changes =>
  withProblem(problem, known, new Date(now + lookAgainMs[problem]));

/** What a failed request means for a mirror. @param now milliseconds since the epoch */
export function pauseAfter(failure: SendError, known: Known, now: number): Changes {
  const until = (ms: number) => new Date(now + ms);
  if (failure.kind === 'rateLimited') return { pausedUntil: until(failure.seconds * 1000) };
  if (failure.kind === 'chatClosed') {
    const problem = failure.reason === 'noRights' ? 'noRights' : 'gone';
    return withProblem(problem, known, until(retryMs.refused));
  }
  if (failure.kind === 'ambiguous') return { pausedUntil: until(retryMs.ambiguous) };
  return {
    pausedUntil: until(failure.kind === 'transient' ? retryMs.transient : retryMs.refused),
  };
}
