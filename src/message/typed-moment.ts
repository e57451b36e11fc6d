import type { Translator } from '../language/catalogue.ts';
import { sayInstant } from '../language/say-date.ts';
import { sayZone } from '../language/zone-place.ts';
import { paragraph } from './build.ts';
import type { Previewer } from './every-language.ts';
import type { Block } from './message.ts';

interface Typed {
  date: Temporal.PlainDate;
  time?: Temporal.PlainTime | undefined;
  typed?: string | undefined;
}

/** What a moment that was written in another zone is on the reader's clocks: `8pm EST = 08:00 …, Vietnam time`. */
export function typedMoment(
  when: Typed | undefined,
  { t, locale, zone, now }: Previewer & Pick<Translator, 't'>,
): Block[] {
  if (when?.typed === undefined || !when.time) return [];
  const at = when.date.toZonedDateTime({ timeZone: zone, plainTime: when.time }).toInstant();
  const here = sayInstant(at, zone, locale, now);
  return [
    paragraph(t('dates.typed', { typed: when.typed, here, zone: sayZone(zone, locale, at) })),
  ];
}
