import type { Locale } from '../../database/generated/enums.ts';
import { firstSupportedLocale, readLocale } from '../../language/locale.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import type { MessageReader } from '../../message/reader.ts';
import type { DueDelivery } from '../ledger/due-delivery.ts';

/**
 * The language and zone in which a chat reads: the chat's settings, else the person's, the platform account's, the
 * publication's and the deployment's. Values that cannot be used are skipped.
 */
export function readerOf(
  delivery: Pick<
    DueDelivery,
    'kind' | 'chatLocale' | 'chatZone' | 'personLocale' | 'personZone' | 'accountLocale'
  >,
  publicationLocale: Locale,
  defaults: MessageReader,
): MessageReader {
  return {
    locale: firstSupportedLocale(
      readLocale(delivery.accountLocale ?? undefined, publicationLocale),
      delivery.chatLocale,
      delivery.personLocale,
    ),
    zone: firstValidZone(defaults.zone, delivery.chatZone, delivery.personZone),
    shared: delivery.kind !== 'private',
  };
}
