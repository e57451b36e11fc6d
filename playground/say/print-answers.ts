import { type ApiClient, type EventCursor, SayError } from './api-client.ts';
import { formatForm, formatMessage, formatPopUp } from './format.ts';

/** Whose answers are waited for, and where they are printed. */
export interface AnswerWait {
  client: Pick<ApiClient, 'events'>;
  actor: string;
  /** How long something that answers is waited for, in milliseconds. */
  timeoutMs: number;
  /** How long it must have been quiet before what came back counts as all, in milliseconds. */
  quietMs: number;
  /** The name of a place by its key. */
  nameOf(key: string): string;
  print(text: string): void;
}

/** Prints what comes back from the cursor on, until it is quiet. @throws SayError when nothing comes */
export async function printAnswers(scene: AnswerWait, start: EventCursor): Promise<void> {
  const { client, actor, timeoutMs, quietMs, nameOf, print } = scene;
  /** Answers that the bot promised since then; it may keep one, or take it back for another answer. */
  const promised = new Set<string>();
  const deadline = performance.now() + timeoutMs;
  let cursor = start;
  let isAnswered = false;
  let isWaiting = true;
  for (;;) {
    const left = Math.max(0, Math.ceil(deadline - performance.now()));
    const news = await client.events(actor, cursor, isWaiting ? left : quietMs);
    const form = news.form && news.form.id !== cursor.form ? news.form : undefined;
    const others = news.messages.filter(({ message }) => message.from.actor !== actor);
    const isNew = news.messages.length > 0 || news.popUps.length > 0 || form !== undefined;
    const there = new Set(news.promised);
    for (const { place, message } of others) {
      if (message.pending) promised.add(`${place} ${message.id}`);
      else print(formatMessage(message, nameOf(place)));
      isAnswered ||= !message.pending;
    }
    for (const text of news.popUps) print(formatPopUp(text));
    if (form) print(formatForm(form));
    isAnswered ||= form !== undefined || news.popUps.length > 0;
    const isPromised = [...promised].some((one) => there.has(one));
    if (!isNew) {
      if (isAnswered && !isPromised) return;
      const seconds = `within ${timeoutMs / 1000} s.`;
      throw new SayError(
        isAnswered
          ? `More was promised, and nothing came ${seconds}`
          : `Nothing answered ${seconds}`,
      );
    }
    isWaiting = !isAnswered || isPromised;
    cursor = { after: news.version, notices: news.notices, form: news.form?.id ?? '' };
  }
}
