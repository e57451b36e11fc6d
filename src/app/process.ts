import path from 'node:path';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import { type Config, ConfigError, readConfig, secretsOf } from '../config/config.ts';
import { loadEnvironment } from '../config/environment.ts';
import { createLogger } from '../config/logger.ts';
import { type DatabaseAddress, openDatabase } from '../database/database.ts';
import { clusterExists } from '../database/embedded/cluster-setup.ts';
import { healthRoutes } from '../web/health-routes.ts';
import { createOperatorAuth } from '../web/operator/auth.ts';
import { createCounters } from '../web/operator/counters.ts';
import { operatorRoutes } from '../web/operator/routes.ts';
import { loadOperatorToken } from '../web/operator/token.ts';
import { startWebServer } from '../web/server.ts';
import { webhookRoutes } from '../web/webhook-routes.ts';
import type { App } from './app.ts';
import { importBots } from './bots/create-bots.ts';
import { onParentExit } from './parent-process.ts';

/** Milliseconds until the process exits although something has not stopped. */
const stopTimeoutMs = 9_000;
/** Milliseconds that the invite link of a connected bot waits for the other bot. */
const inviteTimeoutMs = 5_000;

function exitWithError(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function readSettings(): Config {
  try {
    const { environment, warnings } = loadEnvironment(process.cwd(), process.env);
    for (const warning of warnings) console.error(warning);
    return readConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    console.error('See .env.example for every setting.');
    process.exit(1);
  }
}

/** Closed in reverse order. */
interface OpenResources {
  closers: (() => Promise<unknown>)[];
}

/**
 * Closes everything and exits on the first signal, or when the npm that started this process is gone; what does not
 * close in time is left.
 */
function stopOnSignal({ closers }: OpenResources, log: Logger): void {
  let isStopping = false;
  async function stop(why: string): Promise<void> {
    if (isStopping) return;
    isStopping = true;
    log.info({ event: 'process.stopping', reason: why }, 'stopping');
    setTimeout(() => {
      log.error({ event: 'process.stop_timeout' }, 'shutdown timed out');
      process.exit(1);
    }, stopTimeoutMs).unref();
    for (const one of closers.toReversed()) await one();
    log.info({ event: 'process.stopped' }, 'stopped');
    process.exit(0);
  }
  const stopFor = (why: string) =>
    void stop(why).catch((error: unknown) => {
      log.error({ event: 'process.stop_failed', err: error }, 'shutdown failed');
      process.exit(1);
    });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stopFor);
  if (process.env.npm_lifecycle_event === 'start')
    onParentExit(() => stopFor('parent process is gone'));
}

/** Loads the playground's code only when it is used. */
async function openPlayground(folder: string, now: () => number) {
  const { startPlayground } = await import('../../playground/index.ts');
  return startPlayground({ folder, now, warn: (message) => console.warn(message) });
}

async function main(): Promise<void> {
  const now = () => Date.now();
  let config = readSettings();
  const isPlayground = config.DISCORD_TOKEN === undefined && config.TELEGRAM_TOKEN === undefined;
  const within = isPlayground ? ['playground'] : [];
  const folder = path.resolve(config.DATA_DIR, ...within);
  const playground = isPlayground ? await openPlayground(folder, now) : undefined;
  // The playground is reachable from this machine only, whatever HOST says.
  if (playground) config = { ...config, ...playground.settings, HOST: '127.0.0.1' };
  const counters = createCounters();
  const operator = loadOperatorToken(config.OPERATOR_TOKEN, folder, within);
  const secrets = [...secretsOf(config), operator.token];
  const log = await createLogger(config.LOG_LEVEL, secrets, process.stdout, (level) =>
    counters.logLines.inc({ level }),
  );
  const open: OpenResources = { closers: [] };
  stopOnSignal(open, log);
  if (playground) open.closers.push(playground.stop);

  const address: DatabaseAddress =
    config.DATABASE_URL === undefined || isPlayground
      ? { folder: path.join(folder, 'database') }
      : { url: config.DATABASE_URL };
  if ('folder' in address && !clusterExists(address.folder)) {
    console.log('Making the database, at the first start only…');
  }
  // The database opens while the bots' libraries load.
  const [database, { createApp }] = await Promise.all([
    openDatabase(address),
    import('./app.ts'),
    importBots(config),
  ]);
  open.closers.push(database.close);
  if (playground) {
    const { seedSampleData } = await import('../../prisma/sample.ts');
    await seedSampleData(database.prisma, { now: new Date(now()) });
  }
  const app = await createApp({ config, database, log, now, counters });
  const auth = createOperatorAuth({ token: operator.token, now });
  const routes = new Hono()
    .route('/', healthRoutes(app.health))
    .route('/', webhookRoutes(app.webhooks))
    .route('/', app.routes)
    .route(
      '/',
      operatorRoutes({
        ...app.operator,
        auth,
        tokenLocation: operator.publicLocation,
        locale: config.LOCALE,
        zone: config.TIME_ZONE,
        now,
      }),
    );
  if (playground) routes.route('/', playground.routes);
  const server = await startWebServer(routes, { host: config.HOST, port: config.PORT });
  const starting = app.start();
  // Webhooks are answered until the bots have stopped, and a start in progress still uses the database.
  open.closers.push(server.close, () => starting.then(app.stop));
  await starting;

  if (playground) {
    await playground.publishAddress(server.url);
    console.log(`\nCallboard's playground is at ${server.url}/\n`);
  } else {
    console.log(`Callboard is running; its state is at ${server.url}/healthz`);
    printInvites(app).catch(exitWithError);
  }
  if (operator.isGenerated) {
    const link = `${server.url}/delivery/enter?ticket=${auth.createTicket()}`;
    console.log(`What is being sent: ${link}`);
    console.log(
      `That link works once, within the hour; later use the token in ${operator.location}`,
    );
  }
}

/** Prints each bot's invite link once, as soon as the bot is connected. */
async function printInvites(app: Pick<App, 'waitUntilConnected' | 'inviteUrls'>): Promise<void> {
  const printed = new Set<string>();
  let areConnected = false;
  while (!areConnected) {
    areConnected = await app.waitUntilConnected(inviteTimeoutMs);
    for (const url of app.inviteUrls()) {
      if (!printed.has(url)) console.log(`Add the bot: ${url}`);
      printed.add(url);
    }
  }
}

await main().catch(exitWithError);
