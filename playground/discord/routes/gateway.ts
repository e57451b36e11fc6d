import type { DiscordApi } from '../http/api-server.ts';

export function gatewayRoutes(api: DiscordApi, gatewayUrl: () => string): void {
  api.get('/gateway', (c) => c.json({ url: gatewayUrl() }));
  api.get('/gateway/bot', (c) =>
    c.json({
      url: gatewayUrl(),
      shards: 1,
      session_start_limit: {
        total: 1000,
        remaining: 1000,
        reset_after: 0,
        max_concurrency: 1,
      },
    }),
  );
}
