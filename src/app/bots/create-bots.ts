import type { Bot, BotDependencies } from '../../../bots/bot.ts';
import type { Config } from '../../config/config.ts';

const importDiscord = () => import('../../../bots/discord/discord-bot.ts');
const importTelegram = () => import('../../../bots/telegram/telegram-bot.ts');

/**
 * Imports the bots that have a token, while the database opens: imported later, the start in 2,500 servers takes up to
 * 1.5 times the processor time and 20 to 40 MB more.
 */
export async function importBots(config: Config): Promise<void> {
  await Promise.all([
    config.DISCORD_TOKEN === undefined ? undefined : importDiscord(),
    config.TELEGRAM_TOKEN === undefined ? undefined : importTelegram(),
  ]);
}

/** A bot for each platform that has a token. The client library of one without a token is not loaded. */
export async function createBots(config: Config, dependencies: BotDependencies): Promise<Bot[]> {
  const bots: Bot[] = [];
  const { log } = dependencies;
  if (config.DISCORD_TOKEN !== undefined) {
    const { createDiscordBot } = await importDiscord();
    const settings = { token: config.DISCORD_TOKEN, apiUrl: config.DISCORD_API_URL };
    bots.push(createDiscordBot(settings, { ...dependencies, log: log.child({ bot: 'discord' }) }));
  }
  if (config.TELEGRAM_TOKEN !== undefined) {
    const { createTelegramBot } = await importTelegram();
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
