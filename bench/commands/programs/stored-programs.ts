import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { startPostgres } from '../../postgres.ts';
import { type BenchEvent, createBenchEvents, fillEventStore } from './event-store.ts';
import { koishiEvents } from './koishi.ts';
import { findCheckout } from './other-checkout.ts';
import { type BenchProgram, callboardEvents, handwrittenEvents } from './programs.ts';

/** Programs that answer `/events` from a database. */
export interface StoredPrograms {
  subjects: BenchProgram[];
  /** The other checkout, if any. */
  beside?: BenchProgram;
  stop(): Promise<void>;
}

export interface ProgramSelection {
  hand: boolean;
  pglite: boolean;
  postgres: boolean;
  koishi: boolean;
  /** The folder of another checkout. */
  beside?: string | undefined;
}

/** Opens each with its own database in `folder`, all with the same events. */
export async function openStoredPrograms(
  folder: string,
  wanted: ProgramSelection,
): Promise<StoredPrograms> {
  const coming = createBenchEvents(Date.now());
  const first = coming[0]?.title ?? '';
  const other = wanted.beside === undefined ? undefined : findCheckout(wanted.beside);
  const subjects: BenchProgram[] = [];
  if (wanted.pglite || wanted.hand)
    subjects.push(...(await onPGlite(folder, wanted, coming, first)));
  const postgres = wanted.postgres ? await startPostgres() : undefined;
  if (postgres) {
    await fillEventStore({ url: postgres.url }, coming);
    const store = { folder: made(folder, 'postgres'), url: postgres.url };
    subjects.push(callboardEvents('Callboard `/events`, PostgreSQL', store, first));
  }
  if (wanted.koishi) subjects.push(koishiEvents(made(folder, 'koishi'), coming, first));
  if (!other) return { subjects, stop: async () => postgres?.stop() };
  const store = made(folder, 'beside');
  await fillEventStore({ folder: path.join(store, 'database') }, coming, other.folder);
  const beside = callboardEvents(
    `${other.name} \`/events\`, PGlite`,
    { folder: store },
    first,
    other.folder,
  );
  return { subjects: [...subjects, beside], beside, stop: async () => postgres?.stop() };
}

async function onPGlite(
  folder: string,
  { hand, pglite }: ProgramSelection,
  coming: readonly BenchEvent[],
  first: string,
): Promise<BenchProgram[]> {
  const own = made(folder, 'pglite');
  const database = path.join(own, 'database');
  await fillEventStore({ folder: database }, coming);
  const copy = path.join(folder, 'by-hand');
  if (hand) cpSync(database, copy, { recursive: true });
  return [
    ...(hand ? [handwrittenEvents(copy, first)] : []),
    ...(pglite ? [callboardEvents('Callboard `/events`, PGlite', { folder: own }, first)] : []),
  ];
}

function made(folder: string, name: string): string {
  const inside = path.join(folder, name);
  mkdirSync(inside, { recursive: true });
  return inside;
}
