import { createHash, randomInt } from 'node:crypto';
import type { Code, Prisma, PrismaClient } from '../database/generated/client.ts';
import { UserError } from '../kit/define/user-error.ts';

/** A code's life in minutes, and how often one account may make or mistype one in that time. */
export const codeLimits = { minutes: 10, maxCreated: 5, maxMistyped: 5 } as const;
/** How long a place that typed a code waits for the admin's word, in milliseconds: admins sleep. */
const decisionTtlMs = 24 * 3_600_000;

/** No letters that are taken for one another: 8 of these are 40 bits. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const length = 8;

const randomCode = (pick: (below: number) => number = (below) => randomInt(below)): string =>
  Array.from({ length }, () => alphabet[pick(alphabet.length)] ?? 'A').join('');

/** Codes are kept and compared by their hash alone, typed in any case and spacing. */
const hashCode = (code: string): string =>
  createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
    .digest('hex');

const codeTtlMs = codeLimits.minutes * 60_000;
/** Attempts are counted in slots of so many milliseconds; the time over which they are added up moves on with the clock. */
const slotMs = 10_000;

/** Counts one attempt. @throws Refusal when there were too many in the minutes up to now */
async function countAttempt(db: PrismaClient, key: string, most: number, now: Date): Promise<void> {
  const startsAt = new Date(Math.floor(now.getTime() / slotMs) * slotMs);
  await db.rateLimitWindow.upsert({
    where: { key_startsAt: { key, startsAt } },
    update: { count: { increment: 1 } },
    create: { key, startsAt },
  });
  const { _sum: sum } = await db.rateLimitWindow.aggregate({
    where: { key, startsAt: { gte: new Date(startsAt.getTime() - codeTtlMs) } },
    _sum: { count: true },
  });
  if ((sum.count ?? 0) > most)
    throw new UserError('codes.tooMany', { minutes: codeLimits.minutes });
}

export interface CodeRequest {
  kind: Code['kind'];
  accountId: string;
  communityId?: string;
  now: Date;
}

/** Makes a one-use code and forgets this account's older ones of the kind. @returns the code itself, which is kept nowhere */
export async function createCode(
  db: PrismaClient,
  { kind, accountId, communityId, now }: CodeRequest,
): Promise<string> {
  await countAttempt(db, `make:${kind}:${accountId}`, codeLimits.maxCreated, now);
  const code = randomCode();
  await db.$transaction([
    db.code.deleteMany({ where: { kind, accountId, settledAt: null, redeemedAt: null } }),
    db.code.create({
      data: {
        kind,
        accountId,
        communityId: communityId ?? null,
        hash: hashCode(code),
        expiresAt: new Date(now.getTime() + codeTtlMs),
      },
    }),
  ]);
  return code;
}

/**
 * Takes a code that somebody typed: from now on it waits for its maker's word and cannot be typed again.
 * @throws Refusal when it is wrong, too old, already used or the maker's own, or after too many tries
 */
export async function redeemCode(
  db: PrismaClient,
  typed: string,
  { kind, accountId, now, redeemedBy }: CodeRequest & { redeemedBy: Prisma.InputJsonObject },
): Promise<Code> {
  await countAttempt(db, `redeem:${accountId}`, codeLimits.maxMistyped, now);
  const code = await db.code.findUnique({ where: { hash: hashCode(typed) } });
  if (!code || code.kind !== kind || code.expiresAt <= now || code.redeemedAt) {
    throw new UserError('codes.wrong');
  }
  if (kind === 'link' && code.accountId === accountId) throw new UserError('codes.own');
  return claimCode(db, code, now, redeemedBy);
}

async function claimCode(
  db: PrismaClient,
  code: Code,
  now: Date,
  redeemedBy: Prisma.InputJsonObject,
): Promise<Code> {
  const { count: taken } = await db.code.updateMany({
    where: { id: code.id, redeemedAt: null },
    data: {
      redeemedAt: now,
      redeemedBy,
      ...(code.kind === 'connect' ? { expiresAt: new Date(now.getTime() + decisionTtlMs) } : {}),
    },
  });
  if (taken === 0) throw new UserError('codes.wrong');
  return code;
}

/**
 * Takes a code that the same person made, without their typing it.
 * @throws Refusal when it is another's, too old or used
 */
export async function redeemOwnCode(
  db: PrismaClient,
  id: string,
  {
    kind,
    now,
    redeemedBy,
    personId,
  }: Pick<CodeRequest, 'kind' | 'now'> & {
    redeemedBy: Prisma.InputJsonObject;
    personId: string;
  },
): Promise<Code> {
  const code = await db.code.findFirst({ where: { id, kind, account: { personId } } });
  if (!code || code.expiresAt <= now) throw new UserError('codes.over');
  return claimCode(db, code, now, redeemedBy);
}

/** Settles a redeemed code once; the second to try gets nothing. @throws Refusal when it is settled or too old */
export async function completeCode(
  tx: Pick<Prisma.TransactionClient, 'code'>,
  id: string,
  accountId: string,
  now: Date,
): Promise<Code> {
  const { count: settled } = await tx.code.updateMany({
    where: { id, accountId, settledAt: null, redeemedAt: { not: null }, expiresAt: { gt: now } },
    data: { settledAt: now },
  });
  if (settled === 0) throw new UserError('codes.over');
  return tx.code.findUniqueOrThrow({ where: { id } });
}
