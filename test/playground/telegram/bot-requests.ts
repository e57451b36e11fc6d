import { z } from 'zod';
import { sampleWorld } from '../../../playground/sample-world.ts';
import type { LocalTelegram } from '../../../playground/telegram/index.ts';

const answerShape = z.looseObject({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.number().optional(),
  description: z.string().optional(),
});

export const messageShape = z.looseObject({
  message_id: z.number(),
  ephemeral_message_id: z.number().optional(),
});

/** Requests of a bot that knows every release of the Bot API. */
export function botRequests({ url }: LocalTelegram) {
  async function ask(method: string, params: Record<string, unknown> = {}) {
    const { token } = sampleWorld.telegram.bot;
    const answer = await fetch(`${url}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    return answerShape.parse(await answer.json());
  }
  return {
    /** @throws Error with Telegram's description */
    async call(method: string, params: Record<string, unknown> = {}): Promise<unknown> {
      const { ok, result, error_code, description } = await ask(method, params);
      if (!ok) throw new Error(`${error_code}: ${description}`);
      return result;
    },
    /** The description of a refusal, or `ok`. */
    async refusal(method: string, params: Record<string, unknown> = {}): Promise<string> {
      const { ok, error_code, description } = await ask(method, params);
      return ok ? 'ok' : `${error_code}: ${description}`;
    },
    async updates(): Promise<Record<string, unknown>[]> {
      const { result } = await ask('getUpdates', { offset: 0 });
      return z.array(z.record(z.string(), z.unknown())).parse(result);
    },
  };
}
