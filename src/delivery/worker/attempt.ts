import type { Clock } from '../clock.ts';
import type { DueDelivery } from '../ledger/due-delivery.ts';
import type { RequestStep } from '../ledger/next-step.ts';
import type {
  AttemptResult,
  ChatAddress,
  Publisher,
  Receipt,
  RenderedMessage,
  SendResult,
} from '../publisher.ts';

/** Maximum duration of one step, in milliseconds: shorter than a lease. */
const attemptTimeoutMs = 25_000;
/** How long Discord recognises a nonce, in milliseconds. Source: "the past few minutes"; half of five. */
const nonceWindowMs = 150_000;

export const chatAddressOf = (
  chat: Pick<DueDelivery, 'platformId' | 'threadId' | 'kind' | 'channelId'>,
): ChatAddress => ({
  platformId: chat.platformId,
  threadId: chat.threadId,
  isPrivate: chat.kind === 'private',
  ...(chat.channelId === null ? {} : { channelId: chat.channelId }),
});

/** The same for every request for the same part of a delivery. 25 characters: the most that Discord's nonce takes. */
const idempotencyKeyOf = (deliveryId: string, part: number): string =>
  `${deliveryId.replaceAll('-', '').slice(-22)}.${part.toString(36)}`;

/** Whether the platform no longer recognises the key of an earlier request whose outcome is unknown. */
function isPastNonceWindow(uncertainSince: Date, now: number): boolean {
  const passed = now - uncertainSince.getTime();
  // A clock that was set back does not tell how much time has passed.
  return passed < 0 || passed >= nonceWindowMs;
}

export interface AttemptInput {
  publisher: Publisher;
  rendered: RenderedMessage;
  delivery: DueDelivery;
  step: RequestStep;
  clock: Clock;
  /** Other messages of the bot in the chat, so that a lookup does not take one of them for the lost one. */
  knownMessageIds(): Promise<ReadonlySet<string>>;
}

/** Looks for a part that an earlier request may have sent. @returns nothing when it certainly was not sent */
async function findEarlierSend(
  { rendered, delivery, clock, knownMessageIds }: AttemptInput,
  part: number,
): Promise<SendResult<Receipt> | undefined> {
  const { uncertainSince } = delivery;
  if (!uncertainSince || !isPastNonceWindow(uncertainSince, clock.now())) return undefined;
  const undecided = { ok: false, kind: 'rejected', reason: 'nobody can tell' } as const;
  if (!rendered.findSent) return undecided;
  const lookup = await rendered.findSent(chatAddressOf(delivery), part, {
    idempotencyKey: idempotencyKeyOf(delivery.id, part),
    since: uncertainSince.getTime(),
    knownMessageIds: await knownMessageIds(),
  });
  if (!lookup.ok) return lookup;
  if (lookup.value === 'absent') return undefined;
  return lookup.value === 'unclear'
    ? undecided
    : { ok: true, value: { messageId: lookup.value.found } };
}

async function execute(input: AttemptInput): Promise<AttemptResult> {
  const { publisher, rendered, delivery, step } = input;
  const address = chatAddressOf(delivery);
  if (step.kind === 'send') {
    const found = await findEarlierSend(input, step.part);
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

/** Executes one step within a time limit. Never rejects: after any exception the request may have arrived. */
export async function runAttempt(input: AttemptInput): Promise<AttemptResult> {
  const finished = new AbortController();
  const timeout = input.clock
    .sleep(attemptTimeoutMs, finished.signal)
    .then((): AttemptResult => ({ ok: false, kind: 'ambiguous', reason: 'no answer in time' }));
  try {
    return await Promise.race([execute(input), timeout]);
  } catch (error) {
    return { ok: false, kind: 'ambiguous', reason: error instanceof Error ? error.name : 'broken' };
  } finally {
    finished.abort();
  }
}
