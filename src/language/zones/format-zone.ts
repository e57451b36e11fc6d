import { translators } from '../catalogue.ts';
import { type Locale, locales } from '../locale.ts';
import { fold } from '../text/fold.ts';
import { searchZones } from './zone.ts';

/** Zones known by a country instead of the city in their IANA name, with the catalogue's key of the country. */
const countries: Readonly<Record<string, string>> = { 'Asia/Ho_Chi_Minh': 'vietnam' };

/** Whether the zone is named after a place, unlike `Etc/GMT+7` and `UTC`. */
const isPlace = (zone: string): boolean => zone.includes('/') && !zone.startsWith('Etc/');

/** The place of a zone: `Vietnam`, `Los Angeles`. */
export function zoneDisplayName(zone: string, locale: Locale): string {
  const country = countries[zone];
  if (country !== undefined) return translators[locale].t(`zones.places.${country}`);
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** The offset of a zone at an instant: `UTC+7`, `UTC-3:30`, `UTC`. */
export function formatOffset(zone: string, at: Temporal.Instant): string {
  const [, sign = '', hours = '', minutes = ''] =
    /^([+-])(\d\d):(\d\d)/.exec(at.toZonedDateTimeISO(zone).offset) ?? [];
  const size = `${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
  return size === '0' ? 'UTC' : `UTC${sign}${size}`;
}

/** A zone within a sentence: `Vietnam time (UTC+7)`, `giờ Việt Nam (UTC+7)`. Never its IANA name. */
export function formatZone(zone: string, locale: Locale, at: Temporal.Instant): string {
  const offset = formatOffset(zone, at);
  return isPlace(zone)
    ? translators[locale].t('zones.at', { place: zoneDisplayName(zone, locale), offset })
    : offset;
}

/** Parses the output of {@link formatZone} in either language, with or without the offset. */
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
