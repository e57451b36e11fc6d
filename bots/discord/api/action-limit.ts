import type { ResponseLike } from 'discord.js';
import { z } from 'zod';
import { sendErrorsByCode } from './error-codes.ts';

const bodySchema = z.object({ code: z.number(), retry_after: z.number().positive().optional() });

/** A 429 that limits an action, not the request rate. discord.js reads only the headers and cannot tell the two apart. */
export class ActionLimitError extends Error {
  readonly code: number;
  /** From the body: the headers of such a response describe another limit. Source: discord-api-docs, issue 6109. */
  readonly seconds: number | undefined;
  /** Whether the limit is shared with other bots: then it does not count towards a ban. */
  readonly isShared: boolean;

  constructor({
    code,
    seconds,
    isShared,
  }: Pick<ActionLimitError, 'code' | 'seconds' | 'isShared'>) {
    super(`Discord limits this action: ${code}`);
    this.code = code;
    this.seconds = seconds;
    this.isShared = isShared;
  }
}

/**
 * Passes a response on to discord.js, which does not read the body of a 429.
 * @throws ActionLimitError when the body says that an action is limited
 */
export async function throwOnActionLimit(response: ResponseLike): Promise<ResponseLike> {
  if (response.status !== 429) return response;
  const body = bodySchema.safeParse(await response.json().catch(() => undefined)).data;
  if (!body || sendErrorsByCode[body.code]?.kind !== 'rateLimited') return response;
  throw new ActionLimitError({
    code: body.code,
    seconds: body.retry_after,
    isShared: response.headers.get('X-RateLimit-Scope') === 'shared',
  });
}
