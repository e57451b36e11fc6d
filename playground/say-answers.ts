import { type Client, type Cursor, SayError } from './say-client.ts';
import { printForm, printMessage, printPopUp } from './say-print.ts';

/** Whose answers are waited for, and where they are printed. */
export interface Awaited {
  client: Pick<Client, 'news'>;
  actor: string;
  /** How long something that answers is waited for, in milliseconds. */
  patience: number;
  /** How long it must have been quiet before what came back counts as all, in milliseconds. */
  quiet: number;
  /** The name of a place by its key. */
  nameOf(key: string): string;
  print(text: string): void;
}

/** Prints what comes back from the cursor on, until it is quiet. @throws SayError when nothing comes */
export async function printAnswers(scene: Awaited, start: Cursor): Promise<void> {
  const { client, actor, patience, quiet, nameOf, print } = scene;
  /** Answers that the bot promised since then; it may keep one, or take it back for another answer. */
  const promised = new Set<string>();
  const deadline = performance.now() + patience;
  let cursor = start;
  let isAnswered = false;
  let isWaiting = true;
  for (;;) {
    const left = Math.max(0, Math.ceil(deadline - performance.now()));
    const news = await client.news(actor, cursor, isWaiting ? left : quiet);
    const form = news.form && news.form.id !== cursor.form ? news.form : undefined;
    const others = news.messages.filter(({ message }) => message.from.actor !== actor);
    const isNew = news.messages.length > 0 || news.popUps.length > 0 || form !== undefined;
    const there = new Set(news.promised);
    for (const { place, message } of others) {
      if (message.pending) promised.add(`${place} ${message.id}`);
      else print(printMessage(message, nameOf(place)));
      isAnswered ||= !message.pending;
    }
    for (const text of news.popUps) print(printPopUp(text));
    if (form) print(printForm(form));
    isAnswered ||= form !== undefined || news.popUps.length > 0;
    const isPromised = [...promised].some((one) => there.has(one));
    if (!isNew) {
      if (isAnswered && !isPromised) return;
      const seconds = `within ${patience / 1000} s.`;
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
