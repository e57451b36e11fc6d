import type { Bot, BotDependencies } from '../../../bots/bot.ts';
import type { Config } from '../../config/config.ts';

/** A bot for each platform that has a token. The client library of one without a token is not loaded. */
export async function createBots(config: Config, dependencies: BotDependencies): Promise<Bot[]> {
  const bots: Bot[] = [];
  const { log } = dependencies;
  if (config.DISCORD_TOKEN !== undefined) {
    const { createDiscordBot } = await import('../../../bots/discord/discord-bot.ts');
    const settings = { token: config.DISCORD_TOKEN, apiUrl: config.DISCORD_API_URL };
    bots.push(createDiscordBot(settings, { ...dependencies, log: log.child({ bot: 'discord' }) }));
  }
  if (config.TELEGRAM_TOKEN !== undefined) {
    const { createTelegramBot } = await import('../../../bots/telegram/telegram-bot.ts');
    const { PUBLIC_URL: publicUrl, TELEGRAM_UPDATES: updates } = config;
    const settings = {
      token: config.TELEGRAM_TOKEN,
      apiUrl: config.TELEGRAM_API_URL,
      paid: config.TELEGRAM_PAID_BROADCASTS,
      webhook: updates === 'webhook' && publicUrl !== undefined ? { publicUrl } : undefined,
    };
    bots.push(
      createTelegramBot(settings, { ...dependencies, log: log.child({ bot: 'telegram' }) }),
    );
  }
  return bots;
}
