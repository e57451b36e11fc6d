import { type ShownPublication, shown } from '../../communities/desk/publications.ts';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { Desk } from '../../delivery/desk.ts';
import type { Status } from '../../delivery/status.ts';

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

/** Every publication that is sent now or paused, over all communities. @param now milliseconds of a clock that is never set */
export function createBoard(
  { db, desk }: { db: PrismaClient; desk: Pick<Desk, 'running' | 'status'> },
  now: () => number,
): () => Promise<Running[]> {
  let last: { at: number; read: Promise<Running[]> } | undefined;

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
  return () => {
    if (!last || now() - last.at > goodForMs) last = { at: now(), read: read() };
    return last.read;
  };
}
