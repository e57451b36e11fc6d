import { Composer, Context, Telegraf } from 'telegraf';
import { telegrafThrottler } from 'telegraf-throttler';

/** The naive way: a loop over the chats with telegraf and its throttler. */
const { token, apiRoot, chats, words, faster } = JSON.parse(process.argv[2] ?? '{}') as {
  token: string;
  apiRoot: string;
  chats: number;
  words: string;
  faster: number;
};
const bot = new Telegraf(token, { telegram: { apiRoot } });
// The throttler's usual limits (30 a second, one every 25 ms), scaled like the platform's.
const throttler = Composer.unwrap(
  telegrafThrottler({
    out: {
      minTime: 25 / faster,
      reservoir: 30 * faster,
      reservoirRefreshAmount: 30 * faster,
      reservoirRefreshInterval: 1000,
    },
  }),
);
// The throttler patches the client of an update; an empty context gives it the bot's client.
const update = { update_id: 0 } as ConstructorParameters<typeof Context>[0];
await throttler(
  new Context(update, bot.telegram, await bot.telegram.getMe()),
  async () => undefined,
);

for (let index = 0; index < chats; index += 1) {
  await bot.telegram
    .sendMessage(5_000_000 + index, `Thử nghiệm ${words}`)
    .catch((error: unknown) => process.send?.({ failed: String(error) }));
}
process.send?.({ done: true });
process.exit(0);
