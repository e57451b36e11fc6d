import { createServer } from 'node:http';
import { Telegraf } from 'telegraf';

/** The one-line command as in telegraf's documentation, by webhook. */
const { BENCH_TOKEN = '', BENCH_URL = '', BENCH_PORT = '' } = process.env;
const bot = new Telegraf(BENCH_TOKEN, { telegram: { apiRoot: BENCH_URL } });
bot.command('hello', (context) => context.reply('Hello!'));
const secretToken = 'a-secret-of-this-measurement';
const handler = bot.webhookCallback('/hook', { secretToken });
createServer(handler).listen(Number(BENCH_PORT), '127.0.0.1', async () => {
  await bot.telegram.setWebhook(`http://127.0.0.1:${BENCH_PORT}/hook`, {
    secret_token: secretToken,
  });
  console.log('ready');
});
