import type { Community } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';

/** UIDs of our own calendars; the id is a UUID. */
const ownUid = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})@callboard$/i;

/**
 * Which UIDs are those of the community's own events and sessions, as in its public calendar, or of events that were
 * taken over from a calendar: taking them over again would make a copy of each, and of each copy another one.
 */
export async function findOwnUids(
  tx: Transaction,
  { id: communityId }: Pick<Community, 'id'>,
  items: readonly { uid: string }[],
): Promise<ReadonlySet<string>> {
  const uids = new Map(
    items.flatMap(({ uid }): [string, string][] => {
      const id = ownUid.exec(uid)?.[1];
      return id === undefined ? [] : [[uid, id.toLowerCase()]];
    }),
  );
  if (uids.size === 0) return new Set();
  const where = { id: { in: [...uids.values()] } };
  const select = { id: true } as const;
  const events = await tx.event.findMany({
    where: { ...where, OR: [{ communityId }, { sourceName: { not: '' } }] },
    select,
  });
  const sessions = await tx.session.findMany({
    where: { ...where, course: { communityId } },
    select,
  });
  const ids = new Set([...events, ...sessions].map(({ id }) => id));
  return new Set([...uids].filter(([, id]) => ids.has(id)).map(([uid]) => uid));
}
