import { type ShownPublication, shown } from '../../communities/desk/publications.ts';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { Desk } from '../../delivery/desk.ts';
import type { Status } from '../../delivery/status.ts';
import { soon } from './soon.ts';

/** A publication that is under way, as its operator sees it. */
export interface Running {
  publication: ShownPublication;
  community: string | undefined;
  status: Status;
}

/** Most publications that are shown at once; those that go first come first. */
const mostShown = 20;
/** What was read stays good for so long: counting a large publication costs the store some tenths of a second. */
const goodForMs = 2_000;

/** What is being sent, as far as it is known. */
export interface Seen {
  running: readonly Running[];
  /** When it was read, in milliseconds since the epoch, where that could not be done now; 0 for never. */
  readAt?: number;
}

/**
 * Every publication that is sent now or paused, over all communities. Where the store does not answer it is what was
 * read last.
 */
export function createBoard(
  { db, desk }: { db: PrismaClient; desk: Pick<Desk, 'running' | 'status'> },
  { steady, now }: { steady(): number; now(): number },
): () => Promise<Seen> {
  let last: { at: number; read: Promise<Running[]> } | undefined;
  let known: { running: readonly Running[]; readAt: number } = { running: [], readAt: 0 };

  async function read(): Promise<Running[]> {
    const order = (await desk.running()).slice(0, mostShown).map(({ id }) => id);
    const rows = await db.publication.findMany({
      where: { id: { in: order } },
      select: { ...shown, community: { select: { name: true } } },
    });
    const running: Running[] = [];
    for (const id of order) {
      const publication = rows.find((row) => row.id === id);
      const status = publication && (await desk.status(id));
      if (status) running.push({ publication, community: publication.community?.name, status });
    }
    return running;
  }
  return async () => {
    if (!last || steady() - last.at > goodForMs) last = { at: steady(), read: read() };
    const running = await soon(last.read);
    if (!running) return known;
    known = { running, readAt: now() };
    return { running };
  };
}
