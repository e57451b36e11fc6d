import type { z } from 'zod';
import type { ClientDriver } from '../driver/client-driver.ts';
import type { VisibleMessage } from '../driver/visible-message.ts';
import type { EventBatch, MessageView, requestSchemas } from './api-schema.ts';

type EventPollQuery = z.infer<typeof requestSchemas.news>;
type PollableDriver = Pick<
  ClientDriver,
  'places' | 'messages' | 'notices' | 'openForm' | 'onChange'
>;
type ToView = (seen: VisibleMessage, place: string) => MessageView;

/** What one person has not seen yet anywhere on the platform. */
function collectEvents(stage: PollableDriver, asked: EventPollQuery, draw: ToView): EventBatch {
  const after = asked.after ?? Number.MAX_SAFE_INTEGER;
  const all = stage
    .places(asked.actor)
    .flatMap(({ key }) => stage.messages(asked.actor, key).map((seen) => ({ place: key, seen })));
  const notices = stage.notices(asked.actor);
  const form = stage.openForm(asked.actor);
  return {
    version: all.reduce((newest, { seen }) => Math.max(newest, seen.version), asked.after ?? 0),
    notices: notices.length,
    ...(form === undefined ? {} : { form }),
    messages: all
      .filter(({ seen }) => seen.version > after)
      .sort((a, b) => a.seen.version - b.seen.version)
      .map(({ place, seen }) => ({ place, message: draw(seen, place) })),
    promised: all
      .filter(({ seen }) => seen.pending)
      .map(({ place, seen }) => `${place} ${seen.id}`),
    popUps: notices.slice(asked.notices).map(({ message }) => message),
  };
}

const hasEvents = (news: EventBatch, asked: EventPollQuery): boolean =>
  news.messages.length > 0 ||
  news.popUps.length > 0 ||
  (news.form !== undefined && news.form.id !== asked.form);

/** Answers as soon as there is something new for this person, and at the latest when they have waited long enough. */
export function pollEvents(
  stage: PollableDriver,
  asked: EventPollQuery,
  draw: ToView,
  gone: AbortSignal,
): Promise<EventBatch> {
  const first = collectEvents(stage, asked, draw);
  if (asked.after === undefined || asked.wait === 0 || hasEvents(first, asked))
    return Promise.resolve(first);
  return new Promise((resolve, reject) => {
    const end = (news: EventBatch) => {
      stop();
      clearTimeout(limit);
      gone.removeEventListener('abort', leave);
      resolve(news);
    };
    const leave = () => end(first);
    const again = (): void => {
      try {
        const news = collectEvents(stage, asked, draw);
        if (hasEvents(news, asked)) end(news);
      } catch (error) {
        stop();
        clearTimeout(limit);
        reject(error);
      }
    };
    const stop = stage.onChange(again);
    const limit = setTimeout(() => end(collectEvents(stage, asked, draw)), asked.wait);
    gone.addEventListener('abort', leave);
  });
}
