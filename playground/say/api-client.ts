import type { z } from 'zod';
import type { PlatformName } from '../driver/client-driver.ts';
import {
  type EventBatch,
  type PlaceView,
  responseSchemas,
  type WorldView,
} from '../server/api-schema.ts';

/** An action failed; the message is a sentence for the person at the terminal. */
export class SayError extends Error {}

export interface ApiClient {
  world(): Promise<WorldView>;
  places(actor: string): Promise<PlaceView[]>;
  menus(actor: string, place: string): Promise<string[]>;
  perform(name: string, input: Record<string, unknown>): Promise<void>;
  events(actor: string, cursor: EventCursor | undefined, wait: number): Promise<EventBatch>;
}

/** Position up to which all events have been received. */
export interface EventCursor {
  after: number;
  notices: number;
  form: string;
}

/** Client of a running playground's API for one platform. */
export function createApiClient(url: string, platform: PlatformName): ApiClient {
  async function ask<T>(path: string, schema: z.ZodType<T>, input?: unknown): Promise<T> {
    const response = await reach(new URL(`/playground/api/${path}`, url), input);
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok) {
      const answer = schema.safeParse(body);
      if (answer.success) return answer.data;
      throw new SayError(`What answers at ${url} is no playground.`);
    }
    const refusal = responseSchemas.refusal.safeParse(body);
    if (refusal.success) throw new SayError(refusal.data.error);
    throw new SayError(`What answers at ${url} is no playground.`);
  }

  async function reach(address: URL, input: unknown): Promise<Response> {
    try {
      if (input === undefined) return await fetch(address);
      const headers = { 'content-type': 'application/json' };
      return await fetch(address, { method: 'POST', headers, body: JSON.stringify(input) });
    } catch {
      throw new SayError(`No playground answers at ${url}. Start it with: npm start`);
    }
  }

  const query = (values: Record<string, string | number>) =>
    new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)]));

  return {
    world: () => ask('world', responseSchemas.world),
    async places(actor) {
      const found = await ask(`${platform}/places?${query({ actor })}`, responseSchemas.places);
      return found.places;
    },
    async menus(actor, place) {
      const screen = await ask(
        `${platform}/screen?${query({ actor, place })}`,
        responseSchemas.screen,
      );
      return screen.messages.flatMap(({ menus }) => menus.map(({ id }) => id));
    },
    async perform(name, input) {
      await ask(`${platform}/${name}`, responseSchemas.done, input);
    },
    events: (actor, cursor, wait) =>
      ask(`${platform}/news?${query({ actor, ...cursor, wait })}`, responseSchemas.news),
  };
}
