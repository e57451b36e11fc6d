import type { Hono } from 'hono';
import type { HttpEnv } from '../http/api-server.ts';
import type { Context } from '../state/context.ts';

/** Serves what messages carry, as Discord's CDN does; without a token. */
export function fileRoutes(app: Hono<HttpEnv>, { state }: Context): void {
  app.get('/attachments/:channel/:file/:name', (c) => {
    const { channel, file: id } = c.req.param();
    const file =
      state.messages
        .get(channel)
        ?.flatMap((message) => message.files)
        .find((one) => one.id === id) ?? state.uploads.get(id);
    if (!file) return c.notFound();
    return new Response(new Uint8Array(file.bytes), {
      headers: { 'content-type': file.contentType },
    });
  });
}
