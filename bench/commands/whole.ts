import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { startPostgres } from '../postgres.ts';
import { checkoutAt } from './beside.ts';
import { koishi } from './koishi.ts';
import { type BenchEvent, benchEvents, fillStore } from './store.ts';
import { events, eventsByHand, type Subject } from './subjects.ts';

/** The programs that answer `/events` from a store. */
export interface Whole {
  subjects: Subject[];
  /** The other checkout among them. */
  beside?: Subject;
  stop(): Promise<void>;
}

export interface Wanted {
  hand: boolean;
  pglite: boolean;
  postgres: boolean;
  koishi: boolean;
  /** The folder of another checkout. */
  beside?: string | undefined;
}

/** Each of these with a store of its own in `folder`, all with the same events. */
export async function wholePrograms(folder: string, wanted: Wanted): Promise<Whole> {
  const coming = benchEvents(Date.now());
  const first = coming[0]?.title ?? '';
  const other = wanted.beside === undefined ? undefined : checkoutAt(wanted.beside);
  const subjects: Subject[] = [];
  if (wanted.pglite || wanted.hand)
    subjects.push(...(await onPGlite(folder, wanted, coming, first)));
  const postgres = wanted.postgres ? await startPostgres() : undefined;
  if (postgres) {
    await fillStore({ url: postgres.url }, coming);
    const store = { folder: made(folder, 'postgres'), url: postgres.url };
    subjects.push(events('Callboard `/events`, PostgreSQL', store, first));
  }
  if (wanted.koishi) subjects.push(koishi(made(folder, 'koishi'), coming, first));
  if (!other) return { subjects, stop: async () => postgres?.stop() };
  const store = made(folder, 'beside');
  await fillStore({ folder: path.join(store, 'database') }, coming, other.folder);
  const beside = events(
    `${other.name} \`/events\`, PGlite`,
    { folder: store },
    first,
    other.folder,
  );
  return { subjects: [...subjects, beside], beside, stop: async () => postgres?.stop() };
}

async function onPGlite(
  folder: string,
  { hand, pglite }: Wanted,
  coming: readonly BenchEvent[],
  first: string,
): Promise<Subject[]> {
  const own = made(folder, 'pglite');
  const database = path.join(own, 'database');
  await fillStore({ folder: database }, coming);
  const copy = path.join(folder, 'by-hand');
  if (hand) cpSync(database, copy, { recursive: true });
  return [
    ...(hand ? [eventsByHand(copy, first)] : []),
    ...(pglite ? [events('Callboard `/events`, PGlite', { folder: own }, first)] : []),
  ];
}

function made(folder: string, name: string): string {
  const inside = path.join(folder, name);
  mkdirSync(inside, { recursive: true });
  return inside;
}
