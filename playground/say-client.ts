import type { z } from 'zod';
import { answers, type News, type PlaceView, type World } from './protocol.ts';
import type { PlatformName } from './stage.ts';

/** Something could not be done; the message is a sentence for the person at the terminal. */
export class SayError extends Error {}

export interface Client {
  world(): Promise<World>;
  places(actor: string): Promise<PlaceView[]>;
  menus(actor: string, place: string): Promise<string[]>;
  act(name: string, input: Record<string, unknown>): Promise<void>;
  news(actor: string, cursor: Cursor | undefined, wait: number): Promise<News>;
}

/** Up to where everything has been told. */
export interface Cursor {
  after: number;
  notices: number;
  form: string;
}

/** The API of a running playground, for one platform. */
export function createClient(url: string, platform: PlatformName): Client {
  async function ask<T>(path: string, schema: z.ZodType<T>, input?: unknown): Promise<T> {
    const response = await reach(new URL(`/playground/api/${path}`, url), input);
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok) {
      const answer = schema.safeParse(body);
      if (answer.success) return answer.data;
      throw new SayError(`What answers at ${url} is no playground.`);
    }
    const refusal = answers.refusal.safeParse(body);
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
    world: () => ask('world', answers.world),
    async places(actor) {
      const found = await ask(`${platform}/places?${query({ actor })}`, answers.places);
      return found.places;
    },
    async menus(actor, place) {
      const screen = await ask(`${platform}/screen?${query({ actor, place })}`, answers.screen);
      return screen.messages.flatMap(({ menus }) => menus.map(({ id }) => id));
    },
    async act(name, input) {
      await ask(`${platform}/${name}`, answers.done, input);
    },
    news: (actor, cursor, wait) =>
      ask(`${platform}/news?${query({ actor, ...cursor, wait })}`, answers.news),
  };
}
