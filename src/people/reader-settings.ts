import type { Config } from '../config/config.ts';
import { findAccount } from '../context/accounts.ts';
import type { QueryCache } from '../database/cache/query-cache.ts';
import type { PrismaClient } from '../database/generated/client.ts';
import { readLocale } from '../language/locale.ts';
import { firstValidZone } from '../language/zones/zone.ts';
import type { MessageReader } from '../message/reader.ts';
import type { Platform } from '../platform.ts';

/**
 * Looks up an account's language and zone: its person's settings, else the platform's language and the deployment's
 * zone. Never rejects: a failed look-up gives the defaults.
 */
export function createReaderLookup(
  db: PrismaClient,
  config: Pick<Config, 'LOCALE' | 'TIME_ZONE'>,
  memory: QueryCache,
): (account: { platform: Platform; user: string; locale?: string }) => Promise<MessageReader> {
  return async ({ platform, user, locale }) => {
    const account = await findAccount(db, { platform, platformId: user }, memory).catch(
      () => undefined,
    );
    return {
      locale: account?.person.locale ?? readLocale(locale, config.LOCALE),
      zone: firstValidZone(config.TIME_ZONE, account?.person.zone),
    };
  };
}
