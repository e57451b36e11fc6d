import { recordAudit } from '../context/audit.ts';
import type { Certificate } from '../database/generated/client.ts';
import { UserError } from '../kit/define/user-error.ts';
import { formatCode } from './code.ts';
import type { CertificateServices } from './issue.ts';

/**
 * Revokes a certificate for a reason, which its holder and whoever verifies it are told.
 * @throws UserError when it was revoked before
 */
export async function revokeCertificate(
  { db, now, account, notices }: CertificateServices,
  { id, code, title, communityId }: Certificate,
  reason: string,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.certificate.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: new Date(now.epochMilliseconds), revokedReason: reason },
    });
    if (count === 0) throw new UserError('certificates.refused.revoked');
    await recordAudit(tx, {
      ...{ communityId, accountId: account.id, action: 'certificate.revoke' },
      details: { title: `${formatCode(code)} · ${title}`, reason },
    });
    await notices.revoked(tx, await tx.certificate.findUniqueOrThrow({ where: { id } }));
  });
}
