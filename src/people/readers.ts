import type { Config } from '../config.ts';
import type { PrismaClient } from '../database/generated/client.ts';
import type { Memory } from '../database/memory.ts';
import type { Platform } from '../kit/invocation.ts';
import { readLocale } from '../language/locale.ts';
import { zoneOf } from '../language/zone.ts';
import type { Reader } from '../message/reader.ts';
import { knownAccount } from './accounts.ts';

/**
 * How somebody reads: by their own settings, else by the platform's language and the deployment's zone. Whoever cannot
 * be looked up now is answered all the same. Never rejects.
 */
export function readerOf(
  db: PrismaClient,
  config: Pick<Config, 'LOCALE' | 'TIME_ZONE'>,
  memory: Memory,
): (account: { platform: Platform; user: string; locale?: string }) => Promise<Reader> {
  return async ({ platform, user, locale }) => {
    const account = await knownAccount(db, { platform, platformId: user }, memory).catch(
      () => undefined,
    );
    return {
      locale: account?.person.locale ?? readLocale(locale, config.LOCALE),
      zone: zoneOf(config.TIME_ZONE, account?.person.zone),
    };
  };
}
