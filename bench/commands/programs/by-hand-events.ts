import { createServer } from 'node:http';
import { PGlite } from '@electric-sql/pglite';
import { Client, Events, GatewayIntentBits, REST, Routes } from 'discord.js';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { Telegraf } from 'telegraf';
import { PrismaClient } from '../../../src/database/generated/client.ts';

/** `/events` on both platforms as in the libraries' guides, with Prisma on PGlite with default settings. */
const {
  BENCH_DISCORD_TOKEN = '',
  BENCH_DISCORD_URL = '',
  BENCH_TELEGRAM_TOKEN = '',
  BENCH_TELEGRAM_URL = '',
  BENCH_PORT = '',
  BENCH_DATABASE = '',
} = process.env;
const prisma = new PrismaClient({ adapter: new PrismaPGlite(await PGlite.create(BENCH_DATABASE)) });

async function list(): Promise<string> {
  const events = await prisma.event.findMany({
    where: { startsAt: { gt: new Date() } },
    orderBy: { startsAt: 'asc' },
    take: 5,
  });
  return events.map(({ title, startsAt }) => `${title}: ${startsAt.toISOString()}`).join('\n');
}

const bot = new Telegraf(BENCH_TELEGRAM_TOKEN, { telegram: { apiRoot: BENCH_TELEGRAM_URL } });
bot.command('events', async (context) => context.reply(await list()));
const secretToken = 'a-secret-of-this-measurement';
const server = createServer(bot.webhookCallback('/hook', { secretToken }));

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: BENCH_DISCORD_URL },
});
client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isChatInputCommand() && interaction.commandName === 'events')
    await interaction.reply(await list());
});
const onDiscord = new Promise<void>((resolve, reject) => {
  client.once(Events.ClientReady, ({ application }) => {
    new REST({ api: BENCH_DISCORD_URL })
      .setToken(BENCH_DISCORD_TOKEN)
      .put(Routes.applicationCommands(application.id), {
        body: [{ name: 'events', description: 'Lists what is on' }],
      })
      .then(() => resolve(), reject);
  });
});
const onTelegram = new Promise<void>((resolve, reject) => {
  server.listen(Number(BENCH_PORT), '127.0.0.1', () => {
    const url = `http://127.0.0.1:${BENCH_PORT}/hook`;
    bot.telegram.setWebhook(url, { secret_token: secretToken }).then(() => resolve(), reject);
  });
});
await Promise.all([client.login(BENCH_DISCORD_TOKEN), onDiscord, onTelegram]);
console.log('ready');
