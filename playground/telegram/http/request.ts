import { z } from 'zod';
import { contentTypeOf } from '../../http/content-type.ts';
import type { Upload } from '../bot-api/arguments.ts';
import { badRequest } from '../bot-api/errors.ts';

export interface ParsedRequest {
  params: Record<string, unknown>;
  uploads: Map<string, Upload>;
}

const jsonBody = z.record(z.string(), z.unknown());

async function readForm(request: Request, found: ParsedRequest): Promise<void> {
  for (const [name, value] of await request.formData()) {
    if (typeof value === 'string') {
      found.params[name] = value;
    } else {
      const bytes = new Uint8Array(await value.arrayBuffer());
      const contentType = contentTypeOf(value.name, bytes);
      found.uploads.set(name, { name: value.name, contentType, bytes });
    }
  }
}

/** Reads the arguments of a request from its query string and its JSON, urlencoded or multipart body. */
export async function parseRequest(request: Request): Promise<ParsedRequest> {
  const found: ParsedRequest = {
    params: Object.fromEntries(new URL(request.url).searchParams),
    uploads: new Map(),
  };
  const type = request.headers.get('content-type') ?? '';
  if (request.method !== 'POST' || type === '') return found;
  if (type.startsWith('application/json')) {
    const text = await request.text();
    if (text !== '') Object.assign(found.params, parseJson(text));
  } else if (/^(?:multipart\/form-data|application\/x-www-form-urlencoded)/.test(type)) {
    await readForm(request, found);
  }
  return found;
}

function parseJson(text: string): Record<string, unknown> {
  try {
    return jsonBody.parse(JSON.parse(text));
  } catch {
    throw badRequest("Can't parse the request as a JSON object");
  }
}

/** The arguments as they are shown to an observer: a file that came under an argument's own name in its place. */
export function observedParams({ params, uploads }: ParsedRequest): Record<string, unknown> {
  const attached = JSON.stringify(params);
  const files = [...uploads].filter(([name]) => !attached.includes(`attach://${name}`));
  return {
    ...params,
    ...Object.fromEntries(
      files.map(([field, { name, contentType, bytes }]) => [
        field,
        { name, contentType, size: bytes.length },
      ]),
    ),
  };
}
