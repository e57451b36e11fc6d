import { startLocalDiscord } from '../../playground/discord/index.ts';
import { playgroundRoutes } from '../../playground/routes.ts';
import { startLocalTelegram } from '../../playground/telegram/index.ts';
import { sampleWorld } from '../../playground/world.ts';
import { startServer } from '../../src/web/server.ts';

/** Both local platforms and the playground’s address, without any bot. */
export async function stand() {
  const [discord, telegram] = await Promise.all([
    startLocalDiscord({ world: sampleWorld }),
    startLocalTelegram({ world: sampleWorld, now: Date.now }),
  ]);
  const routes = playgroundRoutes({
    stages: [discord.stage, telegram.stage],
    run: 7,
    mediaOrigin: new URL(discord.url).origin,
  });
  const server = await startServer(routes, { host: '127.0.0.1', port: 0 });
  return {
    url: server.url,
    async close() {
      await server.close();
      await Promise.all([discord.stop(), telegram.stop()]);
    },
  };
}
