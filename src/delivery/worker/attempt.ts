import type { Clock } from '../clock.ts';
import type { DeliveryStep } from '../ledger/next-step.ts';
import type { DueDelivery } from '../ledger/repository.ts';
import { nonceWindowMs } from '../ledger/retry-policy.ts';
import type { ChatAddress, Publisher, Receipt, RenderedMessage, SendResult } from '../publisher.ts';

/** Longest that one step may take, in milliseconds: shorter than a claim holds. */
const attemptTimeoutMs = 25_000;

/** A step that makes a request. */
export type RequestStep = Extract<DeliveryStep, { kind: 'send' | 'edit' | 'remove' }>;

export const chatAddressOf = (
  waiting: Pick<DueDelivery, 'platformId' | 'threadId' | 'kind' | 'channelId'>,
): ChatAddress => ({
  platformId: waiting.platformId,
  threadId: waiting.threadId,
  isPrivate: waiting.kind === 'private',
  ...(waiting.channelId === null ? {} : { channelId: waiting.channelId }),
});

/** The same for the same part of the same copy: 25 characters, which is what Discord's nonce takes. */
const idempotencyKeyOf = (deliveryId: string, part: number): string =>
  `${deliveryId.replaceAll('-', '').slice(-22)}.${part.toString(36)}`;

/** Whether an earlier try of this part may have arrived, and the platform no longer knows its key. */
function isPastNonceWindow(
  { uncertainSince }: Pick<DueDelivery, 'uncertainSince'>,
  now: number,
): boolean {
  if (uncertainSince === null) return false;
  const passed = now - uncertainSince.getTime();
  // A clock that was put back says nothing about the time that passed.
  return passed < 0 || passed >= nonceWindowMs;
}

export interface AttemptInput {
  publisher: Publisher;
  rendered: RenderedMessage;
  delivery: DueDelivery;
  step: RequestStep;
  clock: Clock;
  /** Other messages of ours in the chat, so that none of them is taken for a lost one. */
  knownMessageIds(): Promise<ReadonlySet<string>>;
}

/** Looks for a part that may have arrived long ago. @returns nothing when it surely did not */
async function findEarlierSend(
  { rendered, delivery, clock, knownMessageIds }: AttemptInput,
  part: number,
): Promise<SendResult<Receipt> | undefined> {
  if (!delivery.uncertainSince || !isPastNonceWindow(delivery, clock.now())) return undefined;
  if (!rendered.findSent) return { ok: false, kind: 'rejected', reason: 'nobody can tell' };
  const seen = await rendered.findSent(chatAddressOf(delivery), part, {
    idempotencyKey: idempotencyKeyOf(delivery.id, part),
    since: delivery.uncertainSince.getTime(),
    knownMessageIds: await knownMessageIds(),
  });
  if (!seen.ok) return seen;
  if (seen.value === 'absent') return undefined;
  return seen.value === 'unclear'
    ? { ok: false, kind: 'rejected', reason: 'nobody can tell' }
    : { ok: true, value: { messageId: seen.value.found } };
}

/** What came of a step, and whether it was only looking that went wrong: then the fate stays as open as it was. */
export type AttemptResult = SendResult<Receipt> & { wasLookup?: true };

async function execute(load: AttemptInput): Promise<AttemptResult> {
  const { publisher, rendered, delivery, step } = load;
  const address = chatAddressOf(delivery);
  if (step.kind === 'send') {
    const found = await findEarlierSend(load, step.part);
    if (found) return { ...found, wasLookup: true };
    return rendered.send(address, step.part, {
      idempotencyKey: idempotencyKeyOf(delivery.id, step.part),
      ...(step.replyTo === undefined ? {} : { replyTo: step.replyTo }),
    });
  }
  if (step.kind === 'edit') {
    const edited = await rendered.edit(address, step.messageId, step.part);
    return edited.ok ? { ok: true, value: { messageId: edited.value } } : edited;
  }
  const removed = await publisher.remove(address, step.messageId);
  return removed.ok ? { ok: true, value: { messageId: step.messageId } } : removed;
}

/** Carries out one step, in bounded time. Never throws: whatever breaks on the way may have arrived. */
export async function runAttempt(input: AttemptInput): Promise<AttemptResult> {
  const settled = new AbortController();
  const timeout = input.clock
    .sleep(attemptTimeoutMs, settled.signal)
    .then((): AttemptResult => ({ ok: false, kind: 'ambiguous', reason: 'no answer in time' }));
  try {
    return await Promise.race([execute(input), timeout]);
  } catch (error) {
    return { ok: false, kind: 'ambiguous', reason: error instanceof Error ? error.name : 'broken' };
  } finally {
    settled.abort();
  }
}
