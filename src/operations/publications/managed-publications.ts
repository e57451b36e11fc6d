import { requireCommunity } from '../../context/command-context.ts';
import type { Prisma } from '../../database/generated/client.ts';
import { PublicationKind, Role } from '../../database/generated/enums.ts';
import type { OperatorRequest } from '../operator-request.ts';

type ManagingRequest = Pick<OperatorRequest, 'db' | 'community' | 'roles'>;

/** The kinds of publications that each role manages. */
const kindsByRole: Readonly<Record<Role, readonly PublicationKind[]>> = {
  admin: Object.values(PublicationKind),
  moderator: ['alert', 'correction'],
  editor: ['briefing'],
  organiser: [],
};

/** The least role that manages publications of a kind. */
export const roleForKind = (kind: PublicationKind): Role =>
  Object.values(Role).find((role) => role !== 'admin' && kindsByRole[role].includes(kind)) ??
  'admin';

/** The columns of {@link ManagedPublication}. */
export const managedPublicationSelect = {
  id: true,
  kind: true,
  operation: true,
  createdAt: true,
  messages: true,
  pausedAt: true,
} satisfies Prisma.PublicationSelect;

/** A publication as far as operators choose and name it. */
export type ManagedPublication = Prisma.PublicationGetPayload<{
  select: typeof managedPublicationSelect;
}>;

/** Publications that this person manages. Private messages to single people are never among them. */
async function managedBy(request: ManagingRequest): Promise<Prisma.PublicationWhereInput> {
  const roles = await request.roles();
  const kinds = new Set([...roles].flatMap((role) => kindsByRole[role]));
  return {
    communityId: requireCommunity(request).id,
    kind: { in: [...kinds] },
    OR: [
      { audience: { path: ['to'], equals: 'topic' } },
      { audience: { path: ['to'], equals: 'copies' } },
    ],
  };
}

const isActive: Prisma.PublicationWhereInput = {
  cancelledAt: null,
  OR: [{ fanOut: 'pending' }, { deliveries: { some: { state: { in: ['queued', 'sending'] } } } }],
};

/** What the arguments of the commands offer. */
export const publicationFilters = {
  any: {},
  running: isActive,
  pausable: { AND: [isActive, { pausedAt: null }] },
  paused: { AND: [isActive, { pausedAt: { not: null } }] },
  unknown: { deliveries: { some: { state: 'unknown' } } },
} as const satisfies Record<string, Prisma.PublicationWhereInput>;

/** Publications that this person manages, the newest first. */
export async function listManagedPublications(
  request: ManagingRequest,
  filter: Prisma.PublicationWhereInput,
  take: number,
): Promise<ManagedPublication[]> {
  return request.db.publication.findMany({
    where: { AND: [await managedBy(request), filter] },
    select: managedPublicationSelect,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  });
}

/** One publication, if this person manages it. */
export async function findManagedPublication(
  request: ManagingRequest,
  id: string,
  filter: Prisma.PublicationWhereInput = publicationFilters.any,
): Promise<ManagedPublication | undefined> {
  const [found] = await listManagedPublications(request, { AND: [{ id }, filter] }, 1);
  return found;
}
