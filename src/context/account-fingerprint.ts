import { createHash } from 'node:crypto';
import type { Account } from '../database/generated/client.ts';

/**
 * What an account is known by where it must be known after it is forgotten: a hash of its platform and id there,
 * 64 hexadecimal digits. The migration `approval_notices` computes the same in SQL.
 */
export const accountFingerprint = ({
  platform,
  platformId,
}: Pick<Account, 'platform' | 'platformId'>): string =>
  createHash('sha256').update(`${platform}:${platformId}`).digest('hex');
