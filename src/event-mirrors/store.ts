import type { MirroredEvent, Prisma, PrismaClient } from '../database/generated/client.ts';
import { withKnownEnumValues } from '../database/known-enum-values.ts';
import type { MirroredRow } from './planning/shown.ts';

/** How long one process has a mirror to itself, in milliseconds: longer than the requests of one run take. */
const claimMs = 5 * 60_000;

export const mirrorInclude = {
  connection: { include: { community: true } },
  events: true,
} satisfies Prisma.EventMirrorInclude;

/** A mirror with its server, community and events. */
export type MirrorDetails = Prisma.EventMirrorGetPayload<{ include: typeof mirrorInclude }>;

type MirrorDb = Pick<PrismaClient, 'eventMirror'>;

const freeAt = (now: Date) => ({
  OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }],
});

/** Mirrors that may be looked at, those that were not for the longest first. */
export const listDueMirrors = (
  db: MirrorDb,
  now: Date,
  { take, without }: { take: number; without: readonly string[] },
): Promise<MirrorDetails[]> =>
  db.eventMirror.findMany({
    where: {
      id: { notIn: [...without] },
      AND: [
        withKnownEnumValues.connection,
        freeAt(now),
        { OR: [{ pausedUntil: null }, { pausedUntil: { lte: now } }] },
        {
          OR: [
            { connectionId: null },
            {
              connection: {
                ...withKnownEnumValues.connection,
                community: withKnownEnumValues.community,
              },
            },
          ],
        },
      ],
    },
    include: mirrorInclude,
    orderBy: [{ checkedAt: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
    take,
  });

/** A mirror that the caller has to itself, and until when. */
export interface ClaimedMirror {
  mirror: MirrorDetails;
  claimedUntil: Date;
}

/** Gives a mirror to the caller for a while. @returns undefined while another has it */
export async function claimMirror(
  db: MirrorDb,
  id: string,
  now: Date,
): Promise<ClaimedMirror | undefined> {
  const claimedUntil = new Date(now.getTime() + claimMs);
  const { count } = await db.eventMirror.updateMany({
    where: { id, ...freeAt(now) },
    data: { claimedUntil },
  });
  const mirror =
    count > 0
      ? await db.eventMirror.findUnique({ where: { id }, include: mirrorInclude })
      : undefined;
  return mirror ? { mirror, claimedUntil } : undefined;
}

/** Changes a mirror that the caller has. @returns whether it still has it */
export async function updateClaimed(
  db: MirrorDb,
  { mirror: { id }, claimedUntil }: ClaimedMirror,
  data: Prisma.EventMirrorUncheckedUpdateManyInput,
): Promise<boolean> {
  const { count } = await db.eventMirror.updateMany({ where: { id, claimedUntil }, data });
  return count > 0;
}

export const rowOf = ({ endsAt, ...row }: MirroredEvent): MirroredRow => ({
  ...row,
  endsAt: endsAt.getTime(),
});
