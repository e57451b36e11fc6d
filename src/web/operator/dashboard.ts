import type { PrismaClient } from '../../database/generated/client.ts';
import type { DeliveryAdmin } from '../../delivery/admin/admin.ts';
import type { PublicationProgress } from '../../delivery/admin/progress.ts';
import {
  type ManagedPublication,
  managedPublicationSelect,
} from '../../operations/publications/managed-publications.ts';
import { withTimeout } from './with-timeout.ts';

/** A publication that is under way, as its operator sees it. */
export interface ActivePublication {
  publication: ManagedPublication;
  community: string | undefined;
  progress: PublicationProgress;
}

/** Most publications that are shown at once; those that go first come first. */
const maxShown = 20;
/** What was read stays good for so long: counting a large publication costs the store some tenths of a second. */
const cacheMs = 2_000;

/** What is being sent, as far as it is known. */
export interface DashboardSnapshot {
  running: readonly ActivePublication[];
  /** When it was read, in milliseconds since the epoch, where that could not be done now; 0 for never. */
  readAt?: number;
}

/**
 * Every publication that is sent now or paused, over all communities. Where the store does not answer it is what was
 * read last.
 */
export function createDashboard(
  { db, admin }: { db: PrismaClient; admin: Pick<DeliveryAdmin, 'listActive' | 'progress'> },
  { monotonicNow, now }: { monotonicNow(): number; now(): number },
): () => Promise<DashboardSnapshot> {
  let last: { at: number; read: Promise<ActivePublication[]> } | undefined;
  let known: { running: readonly ActivePublication[]; readAt: number } = { running: [], readAt: 0 };

  async function read(): Promise<ActivePublication[]> {
    const order = (await admin.listActive()).slice(0, maxShown).map(({ id }) => id);
    const rows = await db.publication.findMany({
      where: { id: { in: order } },
      select: { ...managedPublicationSelect, community: { select: { name: true } } },
    });
    const running: ActivePublication[] = [];
    for (const id of order) {
      const publication = rows.find((row) => row.id === id);
      const progress = publication && (await admin.progress(id));
      if (progress) running.push({ publication, community: publication.community?.name, progress });
    }
    return running;
  }
  return async () => {
    if (!last || monotonicNow() - last.at > cacheMs) last = { at: monotonicNow(), read: read() };
    const running = await withTimeout(last.read);
    if (!running) return known;
    known = { running, readAt: now() };
    return { running };
  };
}
