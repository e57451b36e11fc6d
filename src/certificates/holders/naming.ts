import type { Certificate, PrismaClient } from '../../database/generated/client.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { undrawableLetters } from '../../pictures/drawing/font-coverage.ts';
import { newSalt, signFacts } from '../facts.ts';
import { createSigner } from '../keys/keyring.ts';

export const nameLimits = {
  /** Letters of a name. */
  letters: 60,
  /** How often a holder may write it: a certificate is one person's. */
  changes: 3,
} as const;

/**
 * Stores the name that a holder wants on a certificate, and whether whoever verifies it sees the name.
 * @throws UserError for letters that the file cannot show, after too many changes, or when the certificate is revoked
 */
export async function nameCertificate(
  { db, now }: { db: PrismaClient; now: Temporal.Instant },
  { id, revokedAt }: Certificate,
  { name, showsName }: { name: string; showsName: boolean },
): Promise<Certificate> {
  if (revokedAt) throw new UserError('certificates.refused.revoked');
  const written = name.normalize('NFC');
  const missing = undrawableLetters(written);
  if (missing.length > 0)
    throw new UserError('certificates.errors.letters', { letters: missing.join(' ') }, ['name']);
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT "id" FROM "Certificate" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const current = await tx.certificate.findUniqueOrThrow({ where: { id } });
    if (current.name === written)
      return tx.certificate.update({ where: { id }, data: { showsName } });
    if (current.nameCount >= nameLimits.changes)
      throw new UserError('certificates.refused.named', { count: nameLimits.changes });
    const named = { ...current, name: written, nameSalt: newSalt() };
    const signature = await signFacts(await createSigner(tx, now), named);
    const { nameSalt } = named;
    return tx.certificate.update({
      where: { id },
      data: { ...{ name: written, nameSalt, showsName, signature }, nameCount: { increment: 1 } },
    });
  });
}
