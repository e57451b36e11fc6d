import { Hono } from 'hono';
import type { ClientDriver } from '../driver/client-driver.ts';
import { RequestError, validate } from './api-request.ts';
import { requestSchemas } from './api-schema.ts';
import { inlineImageTypes } from './message-view.ts';

/**
 * Files of messages and images of embeds. Only images are shown in the page; all else is downloaded.
 * @param mediaOrigin origin at which the local Discord serves images of embeds
 */
export function fileRoutes(driverFor: (name: string) => ClientDriver, mediaOrigin: string): Hono {
  const api = new Hono();

  api.get('/media/*', async (context) => {
    const path = context.req.path.slice(context.req.path.indexOf('/attachments/'));
    const found = await fetch(new URL(path, mediaOrigin));
    const type = found.headers.get('content-type') ?? '';
    if (!found.ok || !inlineImageTypes.has(type))
      throw new RequestError(404, 'There is no such picture.');
    return new Response(await found.arrayBuffer(), { headers: { 'content-type': type } });
  });

  api.get('/:platform/file', (context) => {
    const driver = driverFor(context.req.param('platform'));
    const { actor, place, message, index } = validate(requestSchemas.file, context.req.query());
    const file = driver.messages(actor, place).find(({ id }) => id === message)?.files[index];
    if (!file) throw new RequestError(404, 'There is no such file.');
    const shown = inlineImageTypes.has(file.contentType) ? 'inline' : 'attachment';
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        'content-type': shown === 'inline' ? file.contentType : 'application/octet-stream',
        'content-disposition': `${shown}; filename*=UTF-8''${encodeRfc5987(file.name)}`,
      },
    });
  });

  return api;
}

/** https://www.rfc-editor.org/rfc/rfc5987#section-3.2.1 */
const encodeRfc5987 = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
