import type { Certificate } from '../database/generated/client.ts';
import { formatDate } from '../language/format-date.ts';
import type { Locale } from '../language/locale.ts';
import { firstValidZone } from '../language/zones/zone.ts';

/** A day with its year, where the course took place. */
const dayIn = (date: Date, zone: string, locale: Locale): string =>
  Number.isNaN(date.getTime())
    ? '?'
    : formatDate(
        date.toTemporalInstant().toZonedDateTimeISO(firstValidZone('UTC', zone)).toPlainDate(),
        locale,
      );

/** When the course was completed. */
export const completionDay = (
  { completedAt, zone }: Pick<Certificate, 'completedAt' | 'zone'>,
  locale: Locale,
): string => dayIn(completedAt, zone, locale);

export const issueDay = (
  { issuedAt, zone }: Pick<Certificate, 'issuedAt' | 'zone'>,
  locale: Locale,
): string => dayIn(issuedAt, zone, locale);

/** When it was revoked; empty while it is not. */
export const revocationDay = (
  { revokedAt, zone }: Pick<Certificate, 'revokedAt' | 'zone'>,
  locale: Locale,
): string => (revokedAt ? dayIn(revokedAt, zone, locale) : '');
