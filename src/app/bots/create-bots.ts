import type { Bot, BotDependencies } from '../../../bots/bot.ts';
import { createDiscordBot } from '../../../bots/discord/discord-bot.ts';
import { createTelegramBot } from '../../../bots/telegram/telegram-bot.ts';
import type { Config } from '../../config/config.ts';

/** A bot for each platform that has a token. */
export function createBots(config: Config, dependencies: BotDependencies): Bot[] {
  const bots: Bot[] = [];
  const { log } = dependencies;
  if (config.DISCORD_TOKEN !== undefined) {
    const settings = { token: config.DISCORD_TOKEN, apiUrl: config.DISCORD_API_URL };
    bots.push(createDiscordBot(settings, { ...dependencies, log: log.child({ bot: 'discord' }) }));
  }
  if (config.TELEGRAM_TOKEN !== undefined) {
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
