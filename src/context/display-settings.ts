import { choice } from '../kit/argument-types/choice.ts';
import { text } from '../kit/argument-types/text.ts';
import { type Locale, locales } from '../language/locale.ts';
import { formatZone } from '../language/zones/format-zone.ts';
import { haveSameOffset, isTimeZone } from '../language/zones/zone.ts';
import type { CommandContext } from './command-context.ts';

/** In which language and zone a message stands whose button was pressed. */
export interface DisplaySettings {
  locale?: Locale | undefined;
  zone?: string | undefined;
}

/** The arguments in which buttons carry it. */
export const displayArguments = {
  locale: choice(locales, 'settings.languages').optional().hide(),
  zone: text({ max: 100 }).optional().hide(),
};

/** How a message that many read is written. */
export interface WithZoneNote {
  /** The zone in words, where the clocks of who reads it now, or of the community, are others. */
  zoneNote: string | undefined;
}

/**
 * The call as what it shows is read: where many read, in the language and the zone of their chat, whoever turns the
 * pages; a chat without a language has its community’s. In private everybody reads their own, and is told of which
 * zone the times are where that is not the community’s.
 */
export function withDisplaySettings<Asked extends CommandContext>(
  call: Asked,
  given: DisplaySettings = {},
): Asked & WithZoneNote {
  const { chat, community, now } = call;
  if (call.isPrivate) {
    const isOther = community !== undefined && !haveSameOffset(call.zone, community.zone, now);
    return { ...call, zoneNote: isOther ? formatZone(call.zone, call.locale, now) : undefined };
  }
  const locale = given.locale ?? chat.locale ?? community?.locale ?? call.locale;
  const kept = given.zone !== undefined && isTimeZone(given.zone) ? given.zone : undefined;
  const zone = kept ?? chat.zone ?? community?.zone ?? call.zone;
  return {
    ...call,
    locale,
    zone,
    t: call.translatorFor(locale),
    zoneNote: haveSameOffset(zone, call.zone, now) ? undefined : formatZone(zone, locale, now),
  };
}

/** What the buttons of such a message carry. */
export const displayButtonArgs = ({
  isPrivate,
  locale,
  zone,
}: Pick<CommandContext, 'isPrivate' | 'locale' | 'zone'>): { locale?: Locale; zone?: string } =>
  isPrivate ? {} : { locale, zone };
