import { choice } from '../kit/argument-types/choice.ts';
import { text } from '../kit/argument-types/text.ts';
import { type Locale, locales } from '../language/locale.ts';
import { formatZone } from '../language/zones/format-zone.ts';
import { haveSameOffset, isTimeZone } from '../language/zones/zone.ts';
import type { CommandContext } from './command-context.ts';

/** Language and time zone of the message whose button was pressed. */
export interface DisplaySettings {
  locale?: Locale | undefined;
  zone?: string | undefined;
}

/** Button arguments that carry them. */
export const displayArguments = {
  locale: choice(locales, 'settings.languages').optional().hide(),
  zone: text({ max: 100 }).optional().hide(),
};

/** Added to the context of a message that shows times. */
export interface WithZoneNote {
  /** The zone's name, when the reader's own clock, or the community's, shows another time. */
  zoneNote: string | undefined;
}

/**
 * The context with the language and zone in which its message is shown. In a group they are the chat's, else the
 * community's, whoever pressed the button; in a private chat the person's own, with a note about the zone when it
 * differs from the community's.
 */
export function withDisplaySettings<Context extends CommandContext>(
  context: Context,
  given: DisplaySettings = {},
): Context & WithZoneNote {
  const { chat, community, now } = context;
  if (context.isPrivate) {
    const isOther = community !== undefined && !haveSameOffset(context.zone, community.zone, now);
    return {
      ...context,
      zoneNote: isOther ? formatZone(context.zone, context.locale, now) : undefined,
    };
  }
  const locale = given.locale ?? chat.locale ?? community?.locale ?? context.locale;
  const givenZone = given.zone !== undefined && isTimeZone(given.zone) ? given.zone : undefined;
  const zone = givenZone ?? chat.zone ?? community?.zone ?? context.zone;
  return {
    ...context,
    locale,
    zone,
    t: context.translatorFor(locale),
    zoneNote: haveSameOffset(zone, context.zone, now) ? undefined : formatZone(zone, locale, now),
  };
}

/** Arguments for the buttons of such a message; empty in a private chat. */
export const displayButtonArgs = ({
  isPrivate,
  locale,
  zone,
}: Pick<CommandContext, 'isPrivate' | 'locale' | 'zone'>): { locale?: Locale; zone?: string } =>
  isPrivate ? {} : { locale, zone };
