import { choice } from '../kit/kinds/choice.ts';
import { text } from '../kit/kinds/text.ts';
import { type Locale, locales } from '../language/locale.ts';
import { isSameTime, isZone } from '../language/zone.ts';
import { sayZone } from '../language/zone-place.ts';
import type { Call } from './call.ts';

/** In which language and zone a message stands whose button was pressed. */
export interface Standing {
  locale?: Locale | undefined;
  zone?: string | undefined;
}

/** The arguments in which buttons carry it. */
export const standing = {
  locale: choice(locales, 'settings.languages').optional().hide(),
  zone: text({ max: 100 }).optional().hide(),
};

/** How a message that many read is written. */
export interface Stood {
  /** The zone in words, where the clocks of who reads it now, or of the community, are others. */
  otherZone: string | undefined;
}

/**
 * The call as what it shows is read: where many read, in the language and the zone of their chat, whoever turns the
 * pages; a chat without a language has its community’s. In private everybody reads their own, and is told of which
 * zone the times are where that is not the community’s.
 */
export function asStands<Asked extends Call>(call: Asked, given: Standing = {}): Asked & Stood {
  const { chat, community, now } = call;
  if (call.isPrivate) {
    const isOther = community !== undefined && !isSameTime(call.zone, community.zone, now);
    return { ...call, otherZone: isOther ? sayZone(call.zone, call.locale, now) : undefined };
  }
  const locale = given.locale ?? chat.locale ?? community?.locale ?? call.locale;
  const kept = given.zone !== undefined && isZone(given.zone) ? given.zone : undefined;
  const zone = kept ?? chat.zone ?? community?.zone ?? call.zone;
  return {
    ...call,
    locale,
    zone,
    t: call.wordsIn(locale),
    otherZone: isSameTime(zone, call.zone, now) ? undefined : sayZone(zone, locale, now),
  };
}

/** What the buttons of such a message carry. */
export const standingOf = ({
  isPrivate,
  locale,
  zone,
}: Pick<Call, 'isPrivate' | 'locale' | 'zone'>): { locale?: Locale; zone?: string } =>
  isPrivate ? {} : { locale, zone };
