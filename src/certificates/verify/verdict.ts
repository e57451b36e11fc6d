import type { Certificate, PrismaClient } from '../../database/generated/client.ts';
import { hasValidSignature, nameHash } from '../facts.ts';
import { readFile } from '../file/seal.ts';

/** What anybody is told of a certificate. */
export interface Verdict {
  /** `broken`: what is stored is not what was signed. */
  state: 'valid' | 'revoked' | 'broken';
  certificate: Certificate;
  /** Only where its holder wants it shown; empty otherwise. */
  name: string;
}

/** Where a certificate was given as a file, what that is. */
export type FileState =
  /** As it was made, and it says what the certificate says now. */
  | 'original'
  /** As it was made, with another name than the certificate has now. */
  | 'outdated'
  /** Not as it was made. */
  | 'changed';

/** @param code without dashes; see `readCode` */
export async function verifyCode(
  db: Pick<PrismaClient, 'certificate' | 'signingKey'>,
  code: string,
): Promise<Verdict | undefined> {
  const certificate = await db.certificate.findUnique({ where: { code } });
  if (!certificate) return undefined;
  const isSigned = await hasValidSignature(db, certificate);
  return {
    state: isSigned ? (certificate.revokedAt ? 'revoked' : 'valid') : 'broken',
    certificate,
    name: certificate.showsName ? certificate.name : '',
  };
}

/** @returns undefined where the file names no certificate of ours */
export async function verifyFile(
  db: Pick<PrismaClient, 'certificate' | 'signingKey'>,
  bytes: Uint8Array,
): Promise<{ verdict: Verdict; file: FileState } | undefined> {
  const { code, original } = await readFile(db, bytes);
  const verdict = code === undefined ? undefined : await verifyCode(db, code);
  if (!verdict) return undefined;
  if (!original) return { verdict, file: 'changed' };
  const isCurrent = original.name === nameHash(verdict.certificate);
  return { verdict, file: isCurrent ? 'original' : 'outdated' };
}
