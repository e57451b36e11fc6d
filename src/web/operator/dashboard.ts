import type { PrismaClient } from '../../database/generated/client.ts';
import type { DeliveryAdmin } from '../../delivery/admin/admin.ts';
import type { PublicationProgress } from '../../delivery/admin/progress.ts';
import {
  type ManagedPublication,
  managedPublicationSelect,
} from '../../operations/publications/managed-publications.ts';
import { withTimeout } from './with-timeout.ts';

/** A publication in progress, as its operator sees it. */
export interface ActivePublication {
  publication: ManagedPublication;
  community: string | undefined;
  progress: PublicationProgress;
}

/** Maximum number of publications shown, highest priority first. */
const maxShown = 20;
/** How long a snapshot is reused: counting a large publication takes some tenths of a second. */
const cacheMs = 2_000;

/** Publications in progress, as of the last successful read. */
export interface DashboardSnapshot {
  running: readonly ActivePublication[];
  /** When it was read, in milliseconds since the epoch, if it could not be read now; 0 when it was never read. */
  readAt?: number;
}

/**
 * Reads every publication in progress or paused, in all communities. While the database does not respond, returns the
 * last snapshot.
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
