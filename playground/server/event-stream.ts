import type { z } from 'zod';
import type { ClientDriver } from '../driver/client-driver.ts';
import type { VisibleMessage } from '../driver/visible-message.ts';
import type { EventBatch, MessageView, requestSchemas } from './api-schema.ts';

type EventPollQuery = z.infer<typeof requestSchemas.news>;
type PollableDriver = Pick<
  ClientDriver,
  'places' | 'messages' | 'notices' | 'openForm' | 'onChange'
>;
type ToView = (message: VisibleMessage, place: string) => MessageView;

/** Everything on the platform that the actor has not seen yet. */
function collectEvents(driver: PollableDriver, query: EventPollQuery, toView: ToView): EventBatch {
  const after = query.after ?? Number.MAX_SAFE_INTEGER;
  const all = driver
    .places(query.actor)
    .flatMap(({ key }) =>
      driver.messages(query.actor, key).map((message) => ({ place: key, message })),
    );
  const notices = driver.notices(query.actor);
  const form = driver.openForm(query.actor);
  return {
    version: all.reduce(
      (newest, { message }) => Math.max(newest, message.version),
      query.after ?? 0,
    ),
    notices: notices.length,
    ...(form === undefined ? {} : { form }),
    messages: all
      .filter(({ message }) => message.version > after)
      .sort((a, b) => a.message.version - b.message.version)
      .map(({ place, message }) => ({ place, message: toView(message, place) })),
    promised: all
      .filter(({ message }) => message.pending)
      .map(({ place, message }) => `${place} ${message.id}`),
    popUps: notices.slice(query.notices).map(({ message }) => message),
  };
}

const hasEvents = (batch: EventBatch, query: EventPollQuery): boolean =>
  batch.messages.length > 0 ||
  batch.popUps.length > 0 ||
  (batch.form !== undefined && batch.form.id !== query.form);

/** Resolves as soon as there is something new for the actor, at the latest after the given time. */
export function pollEvents(
  driver: PollableDriver,
  query: EventPollQuery,
  toView: ToView,
  signal: AbortSignal,
): Promise<EventBatch> {
  const first = collectEvents(driver, query, toView);
  if (query.after === undefined || query.wait === 0 || hasEvents(first, query))
    return Promise.resolve(first);
  return new Promise((resolve, reject) => {
    const finish = (batch: EventBatch) => {
      stop();
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve(batch);
    };
    const onAbort = () => finish(first);
    const check = (): void => {
      try {
        const batch = collectEvents(driver, query, toView);
        if (hasEvents(batch, query)) finish(batch);
      } catch (error) {
        stop();
        clearTimeout(timer);
        reject(error);
      }
    };
    const stop = driver.onChange(check);
    const timer = setTimeout(() => finish(collectEvents(driver, query, toView)), query.wait);
    signal.addEventListener('abort', onAbort);
  });
}
