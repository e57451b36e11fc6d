import type { Certificate, PrismaClient } from '../database/generated/client.ts';

/** Certificates of one page. */
const pageSize = 20;

export interface IssuedPage {
  certificates: readonly Certificate[];
  valid: number;
  revoked: number;
  /** From 1; the last one where a later one was asked for. */
  page: number;
  pages: number;
}

/** The certificates of a community, or of one of its courses, the newest first. */
export async function listIssued(
  db: Pick<PrismaClient, 'certificate'>,
  filter: { communityId: string; courseId?: string | undefined },
  asked: number,
): Promise<IssuedPage> {
  const { communityId, courseId } = filter;
  const where = { communityId, ...(courseId === undefined ? {} : { courseId }) };
  const count = await db.certificate.count({ where });
  const revoked = await db.certificate.count({ where: { ...where, revokedAt: { not: null } } });
  const pages = Math.max(1, Math.ceil(count / pageSize));
  const page = Math.min(asked, pages);
  const certificates = await db.certificate.findMany({
    ...{ where, take: pageSize, skip: (page - 1) * pageSize },
    orderBy: [{ issuedAt: 'desc' }, { id: 'asc' }],
  });
  return { certificates, revoked, page, pages, valid: count - revoked };
}
