import type { Hono } from 'hono';
import { delayFor, type FaultInjector } from '../../faults/fault-injector.ts';
import { destroyConnection, type HttpEnv } from '../http/api-server.ts';
import type { Context } from '../state/context.ts';

/** Serves what messages carry, as Discord's CDN does; without a token. A fault makes it fail. */
export function fileRoutes(
  app: Hono<HttpEnv>,
  { state }: Context,
  faults: Pick<FaultInjector, 'consume'>,
): void {
  app.get('/attachments/:channel/:file/:name', async (c) => {
    const fault = faults.consume(c.req.method, c.req.path);
    await delayFor(fault);
    if (typeof fault === 'string') return destroyConnection(c);
    if (fault && 'status' in fault) return new Response(null, fault);
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
