import type { PublicationProgress } from '../../delivery/admin/progress.ts';
import type { OperatorRequest } from '../operator-request.ts';
import {
  listManagedPublications,
  type ManagedPublication,
  publicationFilters,
} from './managed-publications.ts';

const maxListed = 10;

/** A publication with the state of its deliveries. */
export interface TrackedPublication {
  publication: ManagedPublication;
  progress: PublicationProgress;
}

/** What an operator sees of all publications at once. */
export interface DeliveryOverview {
  /** How many are active, at most ten. */
  activeCount: number;
  /** The active ones that were not deleted meanwhile, the newest first. */
  active: readonly TrackedPublication[];
  /** How many have unknown deliveries, at most ten. */
  unknownCount: number;
}

/** @throws Error when the publication is gone */
export async function trackPublication(
  { deliveryAdmin }: Pick<OperatorRequest, 'deliveryAdmin'>,
  publication: ManagedPublication,
): Promise<TrackedPublication> {
  const progress = await deliveryAdmin.progress(publication.id);
  if (!progress) throw new Error(`There is no publication ${publication.id}`);
  return { publication, progress };
}

export async function deliveryOverview(request: OperatorRequest): Promise<DeliveryOverview> {
  const running = await listManagedPublications(request, publicationFilters.running, maxListed);
  const unknown = await listManagedPublications(request, publicationFilters.unknown, maxListed);
  const active: TrackedPublication[] = [];
  for (const publication of running) {
    const progress = await request.deliveryAdmin.progress(publication.id);
    if (progress) active.push({ publication, progress });
  }
  return { activeCount: running.length, active, unknownCount: unknown.length };
}
