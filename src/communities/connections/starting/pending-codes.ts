import { z } from 'zod';
import { nowAsDate } from '../../../context/command-context.ts';
import type { RequestContext } from '../../../context/request-context.ts';
import type { Code, Community } from '../../../database/generated/client.ts';

/** Connection codes read at once. */
const maxCodes = 1000;

type CodeWithCommunity = Code & { community: Community | null };

/** Connection codes that may be meant for a space in which a community is about to be created. */
export interface PendingCodes {
  /** A code that was redeemed here and waits for its maker's decision. */
  requested: CodeWithCommunity | undefined;
  /** Unused codes of this person. */
  own: readonly CodeWithCommunity[];
  /** Whether anybody has an unused code: who is to use it here is not known. */
  isAnyUnused: boolean;
}

const redeemedSpaceSchema = z.object({ platform: z.string(), platformId: z.string() });

export async function findPendingCodes(
  request: Pick<RequestContext, 'db' | 'now' | 'account' | 'person'>,
  spaceId: string,
): Promise<PendingCodes> {
  const { db, account, person } = request;
  const codes = await db.code.findMany({
    where: { kind: 'connect', settledAt: null, expiresAt: { gt: nowAsDate(request) } },
    include: { community: true, account: true },
    orderBy: { createdAt: 'desc' },
    take: maxCodes,
  });
  const isHere = ({ redeemedBy }: Code) => {
    const space = redeemedSpaceSchema.safeParse(redeemedBy).data;
    return space?.platform === account.platform && space.platformId === spaceId;
  };
  return {
    requested: codes.find(isHere),
    own: codes.filter((code) => code.redeemedAt === null && code.account.personId === person.id),
    isAnyUnused: codes.some(({ redeemedAt }) => redeemedAt === null),
  };
}
