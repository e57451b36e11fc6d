import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// koishi's own ES module does not load in newer Node; what it brings for CommonJS does.
const require = createRequire(import.meta.url);
const { Context } = require('koishi');
const plugin = (name) => require(name).default;

/** `/events` on both platforms with koishi and its SQLite driver, as its guide writes it. */
const {
  BENCH_DISCORD_TOKEN = '',
  BENCH_DISCORD_URL = '',
  BENCH_TELEGRAM_TOKEN = '',
  BENCH_TELEGRAM_URL = '',
  BENCH_PORT = '',
  BENCH_DATABASE = '',
  BENCH_EVENTS = '',
} = process.env;

const app = new Context();
app.plugin(plugin('@koishijs/plugin-http'));
app.plugin(plugin('@koishijs/plugin-server'), {
  host: '127.0.0.1',
  port: Number(BENCH_PORT),
  selfUrl: `http://127.0.0.1:${BENCH_PORT}`,
});
app.plugin(plugin('@minatojs/driver-sqlite'), { path: BENCH_DATABASE });
app.plugin(plugin('@satorijs/adapter-discord'), {
  type: 'bot',
  token: BENCH_DISCORD_TOKEN,
  endpoint: `${BENCH_DISCORD_URL}/v10`,
});
app.plugin(plugin('@satorijs/adapter-telegram'), {
  protocol: 'server',
  token: BENCH_TELEGRAM_TOKEN,
  endpoint: BENCH_TELEGRAM_URL,
  files: {},
});

async function fill(database) {
  if ((await database.get('event', {}, { limit: 1 })).length > 0) return;
  const events = JSON.parse(readFileSync(BENCH_EVENTS, 'utf8'));
  await database.upsert(
    'event',
    events.map(({ title, startsAt }, index) => ({
      id: index + 1,
      title,
      startsAt: new Date(startsAt),
    })),
  );
}

let isFilled = false;
app.inject(['database'], (ctx) => {
  ctx.model.extend(
    'event',
    { id: 'unsigned', title: 'string', startsAt: 'timestamp' },
    { autoInc: true, indexes: ['startsAt'] },
  );
  ctx.command('events', 'Lists what is on').action(async () => {
    const events = await ctx.database
      .select('event')
      .where({ startsAt: { $gt: new Date() } })
      .orderBy('startsAt')
      .limit(5)
      .execute();
    return events.map(({ title, startsAt }) => `${title}: ${startsAt.toISOString()}`).join('\n');
  });
  ctx.on('ready', async () => {
    await fill(ctx.database);
    isFilled = true;
  });
});

const online = 1;
await app.start();
const timer = setInterval(() => {
  const isOnline = app.bots.length === 2 && app.bots.every(({ status }) => status === online);
  if (!isOnline || !isFilled) return;
  clearInterval(timer);
  console.log('ready');
}, 5);
process.once('SIGTERM', () => process.exit(0));
