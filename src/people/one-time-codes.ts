import { createHash, randomInt } from 'node:crypto';
import type { Code, Prisma, PrismaClient } from '../database/generated/client.ts';
import { UserError } from '../kit/define/user-error.ts';

/** How long a code is valid, and how often an account may create or mistype one in that time. */
export const codeLimits = { minutes: 10, maxCreated: 5, maxMistyped: 5 } as const;
/** How long a redeemed connection code waits for the admin's decision, in milliseconds. */
const decisionTtlMs = 24 * 3_600_000;

/** Without characters that look alike; 8 of them are 40 bits. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const length = 8;

const randomCode = (pick: (below: number) => number = (below) => randomInt(below)): string =>
  Array.from({ length }, () => alphabet[pick(alphabet.length)] ?? 'A').join('');

/** Only the hash is stored; case and spacing of the typed code do not matter. */
const hashCode = (code: string): string =>
  createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
    .digest('hex');

const codeTtlMs = codeLimits.minutes * 60_000;
/** Attempts are counted in slots of so many milliseconds; the time over which they are added up moves on with the clock. */
const slotMs = 10_000;

/** Counts one attempt. @throws UserError when there were too many in the last minutes */
export async function countAttempt(
  db: PrismaClient,
  key: string,
  most: number,
  now: Date,
): Promise<void> {
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

/**
 * Creates a one-time code; the account's unused ones of the same kind become invalid.
 * @returns the code, which is not stored
 * @throws UserError after too many codes
 */
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
 * Redeems a typed code: it waits for its maker's decision from then on and cannot be redeemed again.
 * @throws UserError when it is wrong, expired, used or the account's own, or after too many attempts
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
  const { count: claimed } = await db.code.updateMany({
    where: { id: code.id, redeemedAt: null },
    data: {
      redeemedAt: now,
      redeemedBy,
      ...(code.kind === 'connect' ? { expiresAt: new Date(now.getTime() + decisionTtlMs) } : {}),
    },
  });
  if (claimed === 0) throw new UserError('codes.wrong');
  return code;
}

/**
 * Redeems a code of the same person by its id.
 * @throws UserError when it belongs to another person, is expired or used
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

/** Completes a redeemed code, once. @throws UserError when it is completed already, or expired */
export async function completeCode(
  tx: Pick<Prisma.TransactionClient, 'code'>,
  id: string,
  accountId: string,
  now: Date,
): Promise<Code> {
  const { count: completed } = await tx.code.updateMany({
    where: { id, accountId, settledAt: null, redeemedAt: { not: null }, expiresAt: { gt: now } },
    data: { settledAt: now },
  });
  if (completed === 0) throw new UserError('codes.over');
  return tx.code.findUniqueOrThrow({ where: { id } });
}
