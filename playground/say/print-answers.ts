import { type ApiClient, type EventCursor, SayError } from './api-client.ts';
import { formatForm, formatMessage, formatPopUp } from './format.ts';

/** How answers are awaited and printed. */
export interface AnswerWait {
  client: Pick<ApiClient, 'events'>;
  actor: string;
  /** Timeout of a first answer, in milliseconds. */
  timeoutMs: number;
  /** Milliseconds without events after which the answers count as complete. */
  quietMs: number;
  /** Name of a place by its key. */
  nameOf(key: string): string;
  print(text: string): void;
}

/** Prints all answers after the cursor until it is quiet. @throws SayError when there is none in time */
export async function printAnswers(wait: AnswerWait, start: EventCursor): Promise<void> {
  const { client, actor, timeoutMs, quietMs, nameOf, print } = wait;
  /** Deferred answers since then; the bot may replace one by another message. */
  const pending = new Set<string>();
  const deadline = performance.now() + timeoutMs;
  let cursor = start;
  let isAnswered = false;
  let isWaiting = true;
  for (;;) {
    const left = Math.max(0, Math.ceil(deadline - performance.now()));
    const batch = await client.events(actor, cursor, isWaiting ? left : quietMs);
    const form = batch.form && batch.form.id !== cursor.form ? batch.form : undefined;
    const others = batch.messages.filter(({ message }) => message.from.actor !== actor);
    const isNew = batch.messages.length > 0 || batch.popUps.length > 0 || form !== undefined;
    const stillPending = new Set(batch.promised);
    for (const { place, message } of others) {
      if (message.pending) pending.add(`${place} ${message.id}`);
      else print(formatMessage(message, nameOf(place)));
      isAnswered ||= !message.pending;
    }
    for (const text of batch.popUps) print(formatPopUp(text));
    if (form) print(formatForm(form));
    isAnswered ||= form !== undefined || batch.popUps.length > 0;
    const isPending = [...pending].some((one) => stillPending.has(one));
    if (!isNew) {
      if (isAnswered && !isPending) return;
      const seconds = `within ${timeoutMs / 1000} s.`;
      throw new SayError(
        isAnswered
          ? `More was promised, and nothing came ${seconds}`
          : `Nothing answered ${seconds}`,
      );
    }
    isWaiting = !isAnswered || isPending;
    cursor = { after: batch.version, notices: batch.notices, form: batch.form?.id ?? '' };
  }
}
