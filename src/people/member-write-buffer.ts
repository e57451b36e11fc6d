import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { AccountWithPerson } from '../context/accounts.ts';
import type { PrismaClient } from '../database/generated/client.ts';
import { createWriteBatcher } from '../database/write-batcher.ts';

/** The least time between two writings, in milliseconds. */
const flushIntervalMs = 250;

interface NewMember {
  account: AccountWithPerson;
  communityId: string;
}

export interface MemberWriteBufferOptions {
  db: PrismaClient;
  log: Pick<Logger, 'warn'>;
  /** Ends when those who came since the last writing are to be written, at the latest when the signal says so. */
  pause?(signal: AbortSignal): Promise<unknown>;
}

/** People who were seen in a community for the first time and only read there. */
export interface MemberWriteBuffer {
  /** They are written with others, a moment later: nobody was told anything that rests on it. */
  add(account: AccountWithPerson, communityId: string): void;
  /** Resolves when everybody is written. */
  drain(): Promise<void>;
}

/**
 * Accounts that became known meanwhile stay as they are. What is written here need not survive a power cut, and waits
 * for no disk.
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
  // Somebody else made the account in the same instant, with another person.
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
  /** Together, or where somebody cannot be written, one by one: who is left out comes with what they ask next. */
  async function writeAll(arrivals: readonly NewMember[]): Promise<void> {
    try {
      await insertMembers(db, arrivals);
    } catch (error) {
      if (arrivals.length > 1) for (const one of arrivals) await writeAll([one]);
      else log.warn({ err: error }, 'somebody who only read was not written');
    }
  }

  const gathered = createWriteBatcher(writeAll, pause);
  return {
    add: (account, communityId) => gathered.add({ account, communityId }),
    drain: gathered.drain,
  };
}
