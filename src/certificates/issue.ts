import { recordAudit } from '../context/audit.ts';
import { type Completion, listCompletions } from '../courses/signups/completion.ts';
import type {
  Account,
  Certificate,
  Community,
  Course,
  PrismaClient,
} from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import { UserError } from '../kit/define/user-error.ts';
import { randomCode } from './code.ts';
import { newSalt, signFacts } from './facts.ts';
import { createSigner } from './keys/keyring.ts';

/** What holders are told, in the transaction of the change. */
export interface CertificateNotices {
  /** Those who have a name for it already get the file by a button, the others are asked for it. */
  issued(
    tx: Transaction,
    course: Course,
    holders: { named: readonly string[]; unnamed: readonly string[] },
  ): Promise<void>;
  revoked(tx: Transaction, certificate: Certificate): Promise<void>;
}

export interface CertificateServices {
  db: PrismaClient;
  now: Temporal.Instant;
  account: Pick<Account, 'id'>;
  notices: CertificateNotices;
}

/** A name that a person wrote for an earlier certificate of the same community. */
type KnownName = Pick<Certificate, 'name' | 'showsName'>;

export interface IssuePlan {
  /** Who gets a certificate. */
  holders: readonly (Completion & { known: KnownName | undefined })[];
  /** How many have one already. */
  holding: number;
}

interface IssueRequest {
  course: Course;
  /** Only who completed this session. */
  sessionId?: string | undefined;
}

async function findKnownNames(
  db: Pick<PrismaClient, 'certificate'>,
  communityId: string,
  personIds: string[],
): Promise<ReadonlyMap<string | null, KnownName>> {
  const found = await db.certificate.findMany({
    where: { communityId, personId: { in: personIds }, name: { not: '' } },
    select: { personId: true, name: true, showsName: true },
    orderBy: { issuedAt: 'asc' },
  });
  return new Map(found.map(({ personId, ...known }) => [personId, known]));
}

/** Who would get a certificate of a course: everyone who completed it and holds none that is valid. */
export async function planIssue(
  { db, now }: { db: Pick<PrismaClient, 'certificate' | 'signup'>; now: Temporal.Instant },
  { course, sessionId }: IssueRequest,
): Promise<IssuePlan> {
  const completions = await listCompletions(db, course, { now, sessionId });
  const personIds = completions.map(({ personId }) => personId);
  const held = await db.certificate.findMany({
    where: { courseId: course.id, revokedAt: null, personId: { in: personIds } },
    select: { personId: true },
  });
  const holding = new Set(held.map(({ personId }) => personId));
  const known = await findKnownNames(db, course.communityId, personIds);
  return {
    holders: completions
      .filter(({ personId }) => !holding.has(personId))
      .map((completion) => ({ ...completion, known: known.get(completion.personId) })),
    holding: holding.size,
  };
}

/**
 * Issues the certificates of a course; their holders are told.
 * @returns how many
 * @throws UserError when there is nobody to issue one to
 */
export async function issueCertificates(
  { db, now, account, notices }: CertificateServices,
  community: Community,
  request: IssueRequest,
): Promise<number> {
  const { course } = request;
  const issuedAt = new Date(now.epochMilliseconds);
  return db.$transaction(
    async (tx) => {
      // Two organisers may press at once: everyone gets one.
      await tx.$queryRaw`SELECT "id" FROM "Course" WHERE "id" = ${course.id}::uuid FOR UPDATE`;
      const { holders } = await planIssue({ db: tx, now }, request);
      if (holders.length === 0) throw new UserError('certificates.refused.nobody');
      const signer = await createSigner(tx, now);
      const rows = holders.map(({ known, personId, sessionId, completedAt, zone }) => ({
        ...{ code: randomCode(), communityId: community.id, courseId: course.id, sessionId },
        ...{ personId, completedAt, zone, issuedAt, issuer: community.name },
        ...{ title: course.title, trainer: course.trainer },
        ...{ name: known?.name ?? '', showsName: known?.showsName ?? false },
        nameSalt: known ? newSalt() : '',
      }));
      const signed = await Promise.all(
        rows.map(async (row) => ({ ...row, signature: await signFacts(signer, row) })),
      );
      await tx.certificate.createMany({ data: signed });
      await recordAudit(tx, {
        ...{ communityId: community.id, accountId: account.id, action: 'certificate.issue' },
        details: { course: course.id, title: course.title, count: holders.length },
      });
      const idsOf = (isNamed: boolean) =>
        holders.filter(({ known }) => (known !== undefined) === isNamed).map((one) => one.personId);
      await notices.issued(tx, course, { named: idsOf(true), unnamed: idsOf(false) });
      return holders.length;
    },
    { timeout: 30_000 },
  );
}
