import { hash } from 'node:crypto';
import type { Community, Connection } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { activeStates } from '../../seats/states.ts';

/** What is deleted when a space is disconnected. */
export interface DisconnectImpact {
  /** It is the community's only space: the community is deleted with it. */
  isLast: boolean;
  /** By kind, as in the catalogue's `connections.lost`. */
  counts: Readonly<Record<string, number>>;
}

export async function measureImpact(
  tx: Transaction,
  { id: communityId }: Pick<Community, 'id'>,
  space: Pick<Connection, 'id'>,
): Promise<DisconnectImpact> {
  const others = await tx.connection.count({ where: { communityId, id: { not: space.id } } });
  if (others > 0) {
    const inSpace = { chat: { connectionId: space.id } };
    return {
      isLast: false,
      counts: {
        topics: await tx.subscription.count({ where: { communityId, ...inSpace } }),
        waiting: await tx.delivery.count({
          where: { state: 'queued', publication: { communityId }, ...inSpace },
        }),
      },
    };
  }
  const { _count: counts } = await tx.community.findUniqueOrThrow({
    where: { id: communityId },
    select: {
      _count: {
        select: {
          events: true,
          courses: true,
          briefings: true,
          alerts: true,
          grants: true,
          approvers: true,
          subscriptions: true,
          members: true,
        },
      },
    },
  });
  const signups = await tx.signup.count({
    where: { state: { in: [...activeStates] }, session: { course: { communityId } } },
  });
  return { isLast: true, counts: { ...counts, signups } };
}

/** Identifies what a person confirmed. Counts that change without anybody's doing are left out. */
export function impactFingerprint({
  isLast,
  counts: { waiting: _waiting, members: _members, ...counts },
}: DisconnectImpact): string {
  return hash('sha256', JSON.stringify({ isLast, counts }), 'base64url');
}
