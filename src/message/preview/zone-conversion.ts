import type { Translator } from '../../language/catalogue.ts';
import { formatInstant } from '../../language/format-date.ts';
import type { LocalMoment } from '../../language/periods/model/local-moment.ts';
import { formatZone } from '../../language/zones/format-zone.ts';
import { paragraph } from '../build.ts';
import type { Block } from '../message.ts';
import type { PreviewReader } from './every-language.ts';

/** A moment written in another zone, converted to the reader's: `8pm EST = 08:00 …, Vietnam time`. */
export function zoneConversionNote(
  when: Pick<LocalMoment, 'date' | 'time' | 'originalText'> | undefined,
  { t, locale, zone, now }: PreviewReader & Pick<Translator, 't'>,
): Block[] {
  if (when?.originalText === undefined || !when.time) return [];
  const at = when.date.toZonedDateTime({ timeZone: zone, plainTime: when.time }).toInstant();
  const here = formatInstant(at, zone, locale, now);
  return [
    paragraph(
      t('dates.typed', { typed: when.originalText, here, zone: formatZone(zone, locale, at) }),
    ),
  ];
}
