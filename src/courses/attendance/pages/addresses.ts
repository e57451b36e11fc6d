import { createHash, randomBytes } from 'node:crypto';
import type {
  Account,
  AttendancePage,
  Community,
  Course,
  PrismaClient,
  Session,
} from '../../../database/generated/client.ts';
import type { AttendancePageKind } from '../../../database/generated/enums.ts';
import { pageEndsAt } from '../times.ts';

/** A secret as it is stored: whoever reads the database or a backup does not get it. */
const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export interface PageServices {
  db: PrismaClient;
  account: Pick<Account, 'id'>;
  now: Temporal.Instant;
}

/** Makes a secret address of a page about a session. @returns its secret, which cannot be found out again */
export async function createPage(
  { db, account, now }: PageServices,
  session: Pick<Session, 'id'>,
  kind: AttendancePageKind,
): Promise<string> {
  const secret = randomBytes(24).toString('base64url');
  await db.attendancePage.create({
    data: {
      ...{ hash: hashSecret(secret), kind, sessionId: session.id, accountId: account.id },
      createdAt: new Date(now.epochMilliseconds),
    },
  });
  return secret;
}

export type OpenedPage = AttendancePage & {
  account: Account;
  session: Session & { course: Course & { community: Community } };
};

/** The page that a secret opens, while it works. @param at milliseconds since the epoch */
export async function findPage(
  db: PrismaClient,
  { secret, kind, at }: { secret: string; kind: AttendancePageKind; at: number },
): Promise<OpenedPage | undefined> {
  const page = await db.attendancePage.findUnique({
    where: { hash: hashSecret(secret), kind },
    include: {
      account: true,
      session: { include: { course: { include: { community: true } } } },
    },
  });
  return page && pageEndsAt(page.session, kind) >= at ? page : undefined;
}

/** @param base of public addresses, without a slash at its end */
export const pageUrl = (base: string, kind: AttendancePageKind, secret: string): string =>
  `${base}/attendance/${kind}/${secret}`;

/** What the QR code holds: in ASCII, since common readers garble other letters. */
export const checkInUrl = (base: string, code: string): string =>
  new URL(`${base}/checkin/${code}`).href;
