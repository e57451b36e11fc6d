import type { Certificate, PrismaClient } from '../../database/generated/client.ts';
import { readBadge } from '../badge/read-badge.ts';
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

type VerifyRows = Pick<PrismaClient, 'certificate' | 'signingKey'>;

/** What a file is found to be: of a certificate of ours, or a badge of others, with its issuer in its own words. */
export type VerifiedFile = { verdict: Verdict; file: FileState } | { elsewhere: string };

/** Whether a signed badge says what its certificate says now: a name that was hidden since is not missed. */
const isCurrentBadge = (signedName: string, { certificate }: Verdict): boolean =>
  signedName === '' || signedName === certificate.name.normalize('NFC');

/** @returns undefined where the file holds no badge */
async function verifyBadge(db: VerifyRows, bytes: Uint8Array): Promise<VerifiedFile | undefined> {
  const badge = await readBadge(db, bytes);
  if (!badge) return undefined;
  const { code, signedName, issuer } = badge;
  const verdict = code === undefined ? undefined : await verifyCode(db, code);
  if (!verdict) return { elsewhere: issuer };
  if (signedName === undefined) return { verdict, file: 'changed' };
  return { verdict, file: isCurrentBadge(signedName, verdict) ? 'original' : 'outdated' };
}

/** @returns undefined where the file is no badge and names no certificate of ours */
export async function verifyFile(
  db: VerifyRows,
  bytes: Uint8Array,
): Promise<VerifiedFile | undefined> {
  const badge = await verifyBadge(db, bytes);
  if (badge) return badge;
  const { code, original } = await readFile(db, bytes);
  const verdict = code === undefined ? undefined : await verifyCode(db, code);
  if (!verdict) return undefined;
  if (!original) return { verdict, file: 'changed' };
  const isCurrent = original.name === nameHash(verdict.certificate);
  return { verdict, file: isCurrent ? 'original' : 'outdated' };
}
