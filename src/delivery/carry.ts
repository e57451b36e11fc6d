import type { Clock } from './clock.ts';
import { nonceWindowMs } from './decide.ts';
import type { Waiting } from './ledger.ts';
import type { Arrived, Outcome, Prepared, Publisher, Target } from './publisher.ts';
import type { Step } from './step.ts';

/** Longest that one step may take, in milliseconds: shorter than a claim holds. */
const patience = 25_000;

/** A step that makes a request. */
export type Request = Extract<Step, { do: 'send' | 'edit' | 'remove' }>;

export const targetOf = (
  waiting: Pick<Waiting, 'platformId' | 'threadId' | 'kind' | 'channelId'>,
): Target => ({
  platformId: waiting.platformId,
  threadId: waiting.threadId,
  isPrivate: waiting.kind === 'private',
  ...(waiting.channelId === null ? {} : { channelId: waiting.channelId }),
});

/** The same for the same part of the same copy: 25 characters, which is what Discord's nonce takes. */
const partKey = (deliveryId: string, part: number): string =>
  `${deliveryId.replaceAll('-', '').slice(-22)}.${part.toString(36)}`;

/** Whether an earlier try of this part may have arrived, and the platform no longer knows its key. */
function isPastWindow({ triedAt }: Pick<Waiting, 'triedAt'>, now: number): boolean {
  if (triedAt === null) return false;
  const passed = now - triedAt.getTime();
  // A clock that was put back says nothing about the time that passed.
  return passed < 0 || passed >= nonceWindowMs;
}

export interface Load {
  publisher: Publisher;
  prepared: Prepared;
  waiting: Waiting;
  step: Request;
  clock: Clock;
  /** Other messages of ours in the chat, so that none of them is taken for a lost one. */
  known(): Promise<ReadonlySet<string>>;
}

/** Looks for a part that may have arrived long ago. @returns nothing when it surely did not */
async function find(
  { prepared, waiting, clock, known }: Load,
  part: number,
): Promise<Outcome<Arrived> | undefined> {
  if (!waiting.triedAt || !isPastWindow(waiting, clock.now())) return undefined;
  if (!prepared.look) return { ok: false, fault: 'refused', reason: 'nobody can tell' };
  const seen = await prepared.look(targetOf(waiting), part, {
    key: partKey(waiting.id, part),
    since: waiting.triedAt.getTime(),
    known: await known(),
  });
  if (!seen.ok) return seen;
  if (seen.value === 'absent') return undefined;
  return seen.value === 'unclear'
    ? { ok: false, fault: 'refused', reason: 'nobody can tell' }
    : { ok: true, value: { messageId: seen.value.found } };
}

/** What came of a step, and whether it was only looking that went wrong: then the fate stays as open as it was. */
export type Carried = Outcome<Arrived> & { looked?: true };

async function carryOut(load: Load): Promise<Carried> {
  const { publisher, prepared, waiting, step } = load;
  const target = targetOf(waiting);
  if (step.do === 'send') {
    const found = await find(load, step.part);
    if (found) return { ...found, looked: true };
    return prepared.send(target, step.part, {
      key: partKey(waiting.id, step.part),
      ...(step.replyTo === undefined ? {} : { replyTo: step.replyTo }),
    });
  }
  if (step.do === 'edit') {
    const edited = await prepared.edit(target, step.messageId, step.part);
    return edited.ok ? { ok: true, value: { messageId: edited.value } } : edited;
  }
  const removed = await publisher.remove(target, step.messageId);
  return removed.ok ? { ok: true, value: { messageId: step.messageId } } : removed;
}

/** Carries out one step, in bounded time. Never throws: whatever breaks on the way may have arrived. */
export async function carry(load: Load): Promise<Carried> {
  const given = new AbortController();
  const late = load.clock
    .sleep(patience, given.signal)
    .then((): Carried => ({ ok: false, fault: 'lost', reason: 'no answer in time' }));
  try {
    return await Promise.race([carryOut(load), late]);
  } catch (error) {
    return { ok: false, fault: 'lost', reason: error instanceof Error ? error.name : 'broken' };
  } finally {
    given.abort();
  }
}
