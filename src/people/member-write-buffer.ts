import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { AccountWithPerson } from '../context/accounts.ts';
import type { PrismaClient } from '../database/generated/client.ts';
import { createWriteBatcher } from '../database/write-batcher.ts';

/** Shortest time between two writes, in milliseconds. */
const flushIntervalMs = 250;

interface NewMember {
  account: AccountWithPerson;
  communityId: string;
}

export interface MemberWriteBufferOptions {
  db: PrismaClient;
  log: Pick<Logger, 'warn'>;
  /** Resolves when the next write is due, and at once when the signal is aborted. */
  pause?(signal: AbortSignal): Promise<unknown>;
}

/** Writes new members of communities together. */
export interface MemberWriteBuffer {
  /** Writes the member a moment later: only for members who used read-only commands. */
  add(account: AccountWithPerson, communityId: string): void;
  /** Resolves when all members are written. */
  drain(): Promise<void>;
}

/**
 * Existing accounts are left as they are. The commit is asynchronous: these rows need not survive a power failure.
 */
async function insertMembers(db: PrismaClient, all: readonly NewMember[]): Promise<void> {
  const arrivals = [
    ...new Map(
      all.map((one) => [`${one.account.platform} ${one.account.platformId}`, one]),
    ).values(),
  ];
  const column = <Value>(of: (arrival: NewMember) => Value) => arrivals.map(of);
  const [, left] = await db.$transaction([
    db.$executeRaw`SET LOCAL synchronous_commit TO OFF`,
    db.$queryRaw<{ id: string }[]>`
      WITH seen AS (
        SELECT * FROM unnest(
          ${column(({ account }) => account.id)}::uuid[],
          ${column(({ account }) => account.personId)}::uuid[],
          ${column(({ account }) => account.platform)}::text[],
          ${column(({ account }) => account.platformId)}::text[],
          ${column(({ account }) => account.name)}::text[],
          ${column(({ account }) => account.username)}::text[],
          ${column(({ account }) => account.locale)}::text[],
          ${column(({ communityId }) => communityId)}::uuid[]
        ) AS t("id", "personId", "platform", "platformId", "name", "username", "locale", "communityId")
      ), fresh AS (
        SELECT * FROM seen s WHERE NOT EXISTS (
          SELECT FROM "Account" a
          WHERE a."platform" = s."platform"::"Platform" AND a."platformId" = s."platformId")
      ), people AS (
        INSERT INTO "Person" ("id") SELECT "personId" FROM fresh RETURNING "id"
      ), accounts AS (
        INSERT INTO "Account" ("id", "personId", "platform", "platformId", "name", "username", "locale")
        SELECT "id", "personId", "platform"::"Platform", "platformId", "name", "username", "locale" FROM fresh
        ON CONFLICT DO NOTHING RETURNING "personId"
      ), members AS (
        INSERT INTO "Membership" ("personId", "communityId")
        SELECT f."personId", f."communityId" FROM fresh f JOIN accounts USING ("personId")
        WHERE EXISTS (SELECT FROM "Community" c WHERE c."id" = f."communityId")
      )
      SELECT "id"::text FROM people EXCEPT SELECT "personId"::text FROM accounts`,
  ]);
  // The account was created concurrently, with another person.
  if (left.length > 0)
    await db.person.deleteMany({
      where: { id: { in: left.map(({ id }) => id) }, accounts: { none: {} } },
    });
}

export function createMemberWriteBuffer({
  db,
  log,
  pause = (signal) => sleep(flushIntervalMs, undefined, { signal }).catch(() => undefined),
}: MemberWriteBufferOptions): MemberWriteBuffer {
  /** All at once, or one by one when that fails. A member who cannot be written is tried again with their next command. */
  async function writeAll(arrivals: readonly NewMember[]): Promise<void> {
    try {
      await insertMembers(db, arrivals);
    } catch (error) {
      if (arrivals.length > 1) for (const one of arrivals) await writeAll([one]);
      else {
        const ids = arrivals.map(({ account, communityId }) => ({
          accountId: account.id,
          communityId,
        }));
        log.warn(
          { event: 'member.write_failed', err: error, ...ids[0] },
          'a new member was not written',
        );
      }
    }
  }

  const gathered = createWriteBatcher(writeAll, pause);
  return {
    add: (account, communityId) => gathered.add({ account, communityId }),
    drain: gathered.drain,
  };
}
