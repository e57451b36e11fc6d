import type { Translator } from '../../language/catalogue.ts';
import { formatInstant } from '../../language/format-date.ts';
import { formatZone } from '../../language/zones/format-zone.ts';
import { paragraph } from '../build.ts';
import type { Block } from '../message.ts';
import type { PreviewReader } from './every-language.ts';

interface Typed {
  date: Temporal.PlainDate;
  time?: Temporal.PlainTime | undefined;
  typed?: string | undefined;
}

/** What a moment that was written in another zone is on the reader's clocks: `8pm EST = 08:00 …, Vietnam time`. */
export function zoneConversionNote(
  when: Typed | undefined,
  { t, locale, zone, now }: PreviewReader & Pick<Translator, 't'>,
): Block[] {
  if (when?.typed === undefined || !when.time) return [];
  const at = when.date.toZonedDateTime({ timeZone: zone, plainTime: when.time }).toInstant();
  const here = formatInstant(at, zone, locale, now);
  return [
    paragraph(t('dates.typed', { typed: when.typed, here, zone: formatZone(zone, locale, at) })),
  ];
}
