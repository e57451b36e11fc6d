import type { Certificate, PrismaClient } from '../../database/generated/client.ts';

/** Certificates that a list shows. */
const maxListed = 25;

/** A person's own certificates, the newest first. */
export const listOwnCertificates = (
  db: Pick<PrismaClient, 'certificate'>,
  personId: string,
  take = maxListed,
): Promise<Certificate[]> =>
  db.certificate.findMany({
    where: { personId },
    orderBy: [{ issuedAt: 'desc' }, { id: 'asc' }],
    take,
  });

/** A person's own certificate by its id, or their newest valid one of a course by the id of that. */
export async function findOwnCertificate(
  db: Pick<PrismaClient, 'certificate'>,
  personId: string,
  id: string,
): Promise<Certificate | undefined> {
  const found = await db.certificate.findFirst({
    where: { personId, OR: [{ id }, { courseId: id, revokedAt: null }] },
    orderBy: { issuedAt: 'desc' },
  });
  return found ?? undefined;
}
