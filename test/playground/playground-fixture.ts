import { startLocalDiscord } from '../../playground/discord/index.ts';
import { sampleWorld } from '../../playground/sample-world.ts';
import { playgroundRoutes } from '../../playground/server/routes.ts';
import { startLocalTelegram } from '../../playground/telegram/index.ts';
import { startWebServer } from '../../src/web/server.ts';

/** Both local platforms and the playground’s address, without any bot. */
export async function startPlaygroundServer() {
  const [discord, telegram] = await Promise.all([
    startLocalDiscord({ world: sampleWorld }),
    startLocalTelegram({ world: sampleWorld, now: Date.now }),
  ]);
  const routes = playgroundRoutes({
    drivers: [discord.driver, telegram.driver],
    startId: 7,
    mediaOrigin: new URL(discord.url).origin,
  });
  const server = await startWebServer(routes, { host: '127.0.0.1', port: 0 });
  return {
    url: server.url,
    async close() {
      await server.close();
      await Promise.all([discord.stop(), telegram.stop()]);
    },
  };
}
