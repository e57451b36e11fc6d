import type { Account, PrismaClient } from '../../database/generated/client.ts';
import type { FileReference } from '../../kit/define/raw-value.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { countAttempt } from '../../people/one-time-codes.ts';
import type { FileContent } from '../../pictures/pictures.ts';
import type { Platform } from '../../platform.ts';
import { readCode } from '../code.ts';
import { type Verdict, type VerifiedFile, verifyCode, verifyFile } from './verdict.ts';

/** Certificates that one account may look up in the time that `countAttempt` counts. */
const maxLookups = 30;

export interface VerifyServices {
  db: PrismaClient;
  now: Temporal.Instant;
  account: Pick<Account, 'id' | 'platform'>;
  /** Fetches a file from the platform that delivered it. */
  fetchFile(platform: Platform, file: FileReference, maxBytes: number): Promise<FileContent>;
}

/** @param given.maxBytes of the file */
async function readGivenFile(
  { db, account, fetchFile }: VerifyServices,
  file: FileReference,
  maxBytes: number,
) {
  const bytes = await fetchFile(account.platform, file, maxBytes);
  if (bytes === 'tooBig') throw new UserError('certificates.errors.noFile', {}, ['file']);
  if (bytes === 'unavailable')
    throw new UserError('certificates.errors.fileUnavailable', {}, ['file']);
  return verifyFile(db, bytes);
}

/**
 * Verifies the certificate that somebody gave, as a code or as a file.
 * @returns undefined where there is none
 * @throws UserError without either, after too many of them, and for a file that cannot be read
 */
export async function verifyGiven(
  services: VerifyServices,
  {
    code: typed,
    file,
    maxBytes,
  }: { code?: string | undefined; file?: FileReference | undefined; maxBytes: number },
): Promise<VerifiedFile | { verdict: Verdict; file?: undefined } | undefined> {
  const { db, now, account } = services;
  if (!file && typed === undefined)
    throw new UserError('certificates.errors.nothing', {}, ['code']);
  await countAttempt(db, `verify:${account.id}`, maxLookups, new Date(now.epochMilliseconds));
  if (file) return readGivenFile(services, file, maxBytes);
  const code = readCode(typed ?? '');
  const verdict = code === undefined ? undefined : await verifyCode(db, code);
  return verdict && { verdict };
}
