import { z } from 'zod';

/** An invalid request; the message is a sentence for the user. */
export class RequestError extends Error {
  readonly status: 400 | 404 | 415;
  constructor(status: 400 | 404 | 415, message: string) {
    super(message);
    this.status = status;
  }
}

/** @throws {RequestError} that says what is wrong with the value */
export function validate<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new RequestError(400, z.prettifyError(result.error));
}

/** @throws {RequestError} when the body is not JSON of this shape */
export async function readJsonBody<T>(request: { raw: Request }, schema: z.ZodType<T>): Promise<T> {
  const type = request.raw.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new RequestError(415, 'Send JSON (content-type application/json).');
  const text = await request.raw.text();
  try {
    return validate(schema, JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new RequestError(400, 'This is no JSON.');
    throw error;
  }
}
