import type { Publisher } from '../../delivery/publisher.ts';
import { createTranslator } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';
import { list, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import type { HealthNotice } from './alarm.ts';
import type { HealthProblem } from './health-report.ts';

export interface OperatorNotifierOptions {
  publisher(platform: Publisher['platform']): Publisher | undefined;
  locale: Locale;
  /** IANA zone */
  zone: string;
}

/** What is told, in the deployment's own language: nobody can be looked up while the store is down. */
function noticeMessage(news: HealthNotice, locale: Locale): Message {
  const { t } = createTranslator(locale);
  const say = (trouble: HealthProblem) => {
    const { reason } = trouble;
    const name =
      trouble.component === 'bot'
        ? t(`platforms.${trouble.name}`)
        : trouble.component === 'worker'
          ? trouble.name
          : '';
    return t(`health.with.${trouble.component}`, { name, reason });
  };
  if (news.status === 'bad')
    return message([paragraph(t('health.bad')), list(news.problems.map(say))], { tone: 'warning' });
  const minutes = Math.max(1, Math.round((news.until - news.since) / 60_000));
  return message([paragraph(t('health.good', { minutes }))]);
}

/**
 * Tells an operator by the bot of their platform, in private. Needs nothing but that bot: on both platforms a
 * person's private chat goes by the person's own id.
 */
export function createOperatorNotifier({ publisher, locale, zone }: OperatorNotifierOptions) {
  return async (operator: string, news: HealthNotice): Promise<boolean> => {
    const [platform = '', platformId = ''] = operator.split(':');
    const bot = platform === 'discord' || platform === 'telegram' ? publisher(platform) : undefined;
    // Whoever has no bot here can never be told.
    if (!bot) return true;
    const outcome = await bot
      .render(noticeMessage(news, locale), { locale, zone })
      .send({ platformId, threadId: '', isPrivate: true }, 0, {
        idempotencyKey: `health ${news.status} ${news.since.toString(36)}`.slice(0, 25),
      });
    // Nor whoever has blocked the bot, or never wrote to it.
    return outcome.ok || outcome.kind === 'chatClosed' || outcome.kind === 'rejected';
  };
}
