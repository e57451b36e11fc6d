import { createHash } from 'node:crypto';
import type { Account } from '../database/generated/client.ts';

/**
 * Identifies an account where it must be recognised after it was erased: the SHA-256 of `platform:platformId`, as 64
 * hexadecimal digits. The migration `approval_notices` computes the same in SQL.
 */
export const accountFingerprint = ({
  platform,
  platformId,
}: Pick<Account, 'platform' | 'platformId'>): string =>
  createHash('sha256').update(`${platform}:${platformId}`).digest('hex');
