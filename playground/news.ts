import type { z } from 'zod';
import type { inputs, MessageView, News } from './protocol.ts';
import type { Seen, Stage } from './stage.ts';

type Asked = z.infer<typeof inputs.news>;
type Shown = Pick<Stage, 'places' | 'seen' | 'notices' | 'form' | 'onChange'>;
type Draw = (seen: Seen, place: string) => MessageView;

/** What one person has not seen yet anywhere on the platform. */
function look(stage: Shown, asked: Asked, draw: Draw): News {
  const after = asked.after ?? Number.MAX_SAFE_INTEGER;
  const all = stage
    .places(asked.actor)
    .flatMap(({ key }) => stage.seen(asked.actor, key).map((seen) => ({ place: key, seen })));
  const notices = stage.notices(asked.actor);
  const form = stage.form(asked.actor);
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

const tells = (news: News, asked: Asked): boolean =>
  news.messages.length > 0 ||
  news.popUps.length > 0 ||
  (news.form !== undefined && news.form.id !== asked.form);

/** Answers as soon as there is something new for this person, and at the latest when they have waited long enough. */
export function newsFor(stage: Shown, asked: Asked, draw: Draw, gone: AbortSignal): Promise<News> {
  const first = look(stage, asked, draw);
  if (asked.after === undefined || asked.wait === 0 || tells(first, asked))
    return Promise.resolve(first);
  return new Promise((resolve, reject) => {
    const end = (news: News) => {
      stop();
      clearTimeout(limit);
      gone.removeEventListener('abort', leave);
      resolve(news);
    };
    const leave = () => end(first);
    const again = (): void => {
      try {
        const news = look(stage, asked, draw);
        if (tells(news, asked)) end(news);
      } catch (error) {
        stop();
        clearTimeout(limit);
        reject(error);
      }
    };
    const stop = stage.onChange(again);
    const limit = setTimeout(() => end(look(stage, asked, draw)), asked.wait);
    gone.addEventListener('abort', leave);
  });
}
