import { translators } from '../catalogue.ts';
import { type Locale, locales } from '../locale.ts';
import { fold } from '../text/fold.ts';
import { searchZones } from './zone.ts';

/** Zones that people call by a country instead of the city in their IANA name, by the catalogue's word for it. */
const countries: Readonly<Record<string, string>> = { 'Asia/Ho_Chi_Minh': 'vietnam' };

/** What the IANA name of a zone says beside its place: `Etc/GMT+7` and `UTC` are no places. */
const isPlace = (zone: string): boolean => zone.includes('/') && !zone.startsWith('Etc/');

/** The place by which people know a zone: `Vietnam`, `Los Angeles`. */
export function zoneDisplayName(zone: string, locale: Locale): string {
  const country = countries[zone];
  if (country !== undefined) return translators[locale].t(`zones.places.${country}`);
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** How far a zone's clocks are from UTC at an instant, as people write it: `UTC+7`, `UTC-3:30`, `UTC`. */
export function formatOffset(zone: string, at: Temporal.Instant): string {
  const [, sign = '', hours = '', minutes = ''] =
    /^([+-])(\d\d):(\d\d)/.exec(at.toZonedDateTimeISO(zone).offset) ?? [];
  const size = `${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
  return size === '0' ? 'UTC' : `UTC${sign}${size}`;
}

/** A zone as it stands within a sentence: `Vietnam time (UTC+7)`, `giờ Việt Nam (UTC+7)`. Never its IANA name. */
export function formatZone(zone: string, locale: Locale, at: Temporal.Instant): string {
  const offset = formatOffset(zone, at);
  return isPlace(zone)
    ? translators[locale].t('zones.at', { place: zoneDisplayName(zone, locale), offset })
    : offset;
}

/** The zone that is said so, in either language, with its offset or without: nothing for other words. */
export function parseZoneName(text: string): string | undefined {
  const wanted = fold(text).replace(/ ?\(utc[^)]*\)$/, '');
  return searchZones('', Number.POSITIVE_INFINITY).find(
    (zone) =>
      isPlace(zone) &&
      locales.some(
        (locale) =>
          fold(translators[locale].t('zones.time', { place: zoneDisplayName(zone, locale) })) ===
          wanted,
      ),
  );
}
