import type { Publisher } from '../delivery/publisher.ts';
import { createTranslator } from '../language/catalogue.ts';
import type { Locale } from '../language/locale.ts';
import { list, message, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import type { News } from './alarm.ts';
import type { Trouble } from './health.ts';

export interface TellingParts {
  publisher(platform: Publisher['platform']): Publisher | undefined;
  locale: Locale;
  /** IANA zone */
  zone: string;
}

/** What is told, in the deployment's own language: nobody can be looked up while the store is down. */
function sayNews(news: News, locale: Locale): Message {
  const { t } = createTranslator(locale);
  const say = (trouble: Trouble) => {
    const { reason } = trouble;
    const name =
      trouble.with === 'bot'
        ? t(`platforms.${trouble.name}`)
        : trouble.with === 'worker'
          ? trouble.name
          : '';
    return t(`health.with.${trouble.with}`, { name, reason });
  };
  if (news.is === 'bad')
    return message([paragraph(t('health.bad')), list(news.troubles.map(say))], { tone: 'warning' });
  const minutes = Math.max(1, Math.round((news.until - news.since) / 60_000));
  return message([paragraph(t('health.good', { minutes }))]);
}

/**
 * Tells an operator by the bot of their platform, in private. Needs nothing but that bot: on both platforms a
 * person's private chat goes by the person's own id.
 */
export function tellingOperators({ publisher, locale, zone }: TellingParts) {
  return async (operator: string, news: News): Promise<boolean> => {
    const [platform = '', platformId = ''] = operator.split(':');
    const bot = platform === 'discord' || platform === 'telegram' ? publisher(platform) : undefined;
    // Whoever has no bot here can never be told.
    if (!bot) return true;
    const outcome = await bot
      .prepare(sayNews(news, locale), { locale, zone })
      .send({ platformId, threadId: '', isPrivate: true }, 0, {
        key: `health ${news.is} ${news.since.toString(36)}`.slice(0, 25),
      });
    // Nor whoever has blocked the bot, or never wrote to it.
    return outcome.ok || outcome.fault === 'closed' || outcome.fault === 'refused';
  };
}
