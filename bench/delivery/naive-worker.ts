import { Composer, Context, Telegraf } from 'telegraf';
import { telegrafThrottler } from 'telegraf-throttler';

/** The plain way: a loop over the chats with telegraf and its throttler, as people write it today. */
const { token, apiRoot, chats, words, faster } = JSON.parse(process.argv[2] ?? '{}') as {
  token: string;
  apiRoot: string;
  chats: number;
  words: string;
  faster: number;
};
const bot = new Telegraf(token, { telegram: { apiRoot } });
// Its usual limits (30 a second, one every 25 ms), as many times faster as the platform is.
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
// It works on the client of an update: here there is none, so that an empty one lends it the bot's own client.
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
