import type { Publisher } from '../../delivery/publisher.ts';
import type { Locale } from '../../language/locale.ts';
import type { HealthNotice } from './alarm.ts';
import { healthNoticeMessage } from './health-message.ts';

export interface OperatorNotifierOptions {
  publisher(platform: Publisher['platform']): Publisher | undefined;
  locale: Locale;
  /** IANA zone */
  zone: string;
}

/**
 * Sends a notice privately through the bot of the operator's platform. Needs no database: on both platforms the person's
 * own id addresses the private chat.
 */
export function createOperatorNotifier({ publisher, locale, zone }: OperatorNotifierOptions) {
  return async (operator: string, notice: HealthNotice): Promise<boolean> => {
    const [platform = '', platformId = ''] = operator.split(':');
    const bot = platform === 'discord' || platform === 'telegram' ? publisher(platform) : undefined;
    // Without a bot of that platform there is nothing to try again.
    if (!bot) return true;
    const outcome = await bot
      .render(healthNoticeMessage(notice, locale), { locale, zone })
      .send({ platformId, threadId: '', isPrivate: true }, 0, {
        idempotencyKey: `health ${notice.status} ${notice.since.toString(36)}`.slice(0, 25),
      });
    // Nor for somebody who blocked the bot or never wrote to it.
    return outcome.ok || outcome.kind === 'chatClosed' || outcome.kind === 'rejected';
  };
}
