import type { Carried, Request } from './carry.ts';
import { decide, type Verdict } from './decide.ts';
import { type Change, changeOf, type Waiting } from './ledger.ts';

/** A delivery that is claimed, and what its request does. */
export interface Claimed {
  waiting: Waiting;
  step: Request;
  claim: Change;
}

/** A claimed delivery with what is to be another. */
const claimedChange = (
  { waiting, claim }: Claimed,
  change: Partial<Omit<Change, 'id' | 'was'>>,
): Change => ({
  ...changeOf(waiting, change),
  was: { attempt: claim.attempt, state: 'sending' },
  attempt: claim.attempt,
  parts: claim.parts,
});

/** The claim as it is written before the request leaves. */
export function claimOf(waiting: Waiting, step: Request, now: Date, leaseMs: number): Change {
  return changeOf(waiting, {
    state: 'sending',
    attempt: waiting.attempt + 1,
    leaseUntil: new Date(now.getTime() + leaseMs),
    parts: step.total,
    // Only what makes a message can make a second one.
    triedAt: step.do === 'send' ? (waiting.triedAt ?? now) : null,
  });
}

/** A claim given back whose request surely never left: due at once, also by a clock that was put back. */
export const untouched = (claimed: Claimed, now: Date): Change =>
  claimedChange(claimed, {
    triedAt: claimed.waiting.triedAt,
    dueAt: claimed.waiting.dueAt > now ? now : claimed.waiting.dueAt,
  });

/** What a delivery becomes when its step is done. @param pauseMs until the chat may get its next part */
export function arrived(
  claimed: Claimed,
  { messageId, announces }: { messageId: string; announces?: boolean },
  now: Date,
  pauseMs: number,
): Change {
  const { waiting, step } = claimed;
  const messageIds = [...waiting.messageIds, messageId];
  const isWhole = messageIds.length >= step.total;
  return claimedChange(claimed, {
    state: isWhole ? 'sent' : 'queued',
    begun: !isWhole,
    dueAt: isWhole ? waiting.dueAt : new Date(now.getTime() + pauseMs),
    tries: 0,
    triedAt: null,
    messageIds,
    sentAt: isWhole ? now : null,
    crosspostAt: announces && step.do === 'send' ? now : waiting.crosspostAt,
  });
}

/** Decides what a failed request means. */
export function verdictOf(
  { waiting, step }: Claimed,
  failed: Extract<Carried, { ok: false }>,
  repeatsSafely: boolean,
): Verdict {
  if (failed.looked && (failed.fault === 'refused' || failed.fault === 'closed')) {
    return { become: 'unknown', error: failed.reason };
  }
  return decide(failed, {
    tries: waiting.tries,
    repeatsSafely,
    makesMessage: step.do === 'send',
    strikes: waiting.strikes,
  });
}

/** Longest that a copy is put off at once, in seconds; platforms have asked for 12 hours. */
const longest = 7 * 24 * 3600;
/** What a platform names may be no number that a date can be made with. */
const waitOf = (seconds: number): number =>
  Number.isNaN(seconds) ? 60 : Math.min(Math.max(0, seconds), longest);

/** What a delivery becomes by a verdict. */
export function judged(claimed: Claimed, verdict: Verdict, now: Date, looked: boolean): Change {
  const { waiting, claim } = claimed;
  if (verdict.become !== 'queued') {
    return claimedChange(claimed, {
      state: verdict.become,
      error: verdict.error,
      triedAt: claim.triedAt,
      tries: waiting.tries + 1,
    });
  }
  return claimedChange(claimed, {
    error: verdict.error,
    tries: waiting.tries + (verdict.counts ? 1 : 0),
    dueAt: new Date(now.getTime() + waitOf(verdict.inSeconds) * 1000),
    // What surely did not arrive leaves the fate of earlier tries as open as it was.
    triedAt: verdict.isSure || looked ? waiting.triedAt : claim.triedAt,
  });
}
