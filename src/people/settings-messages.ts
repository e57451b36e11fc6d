import type { CommandContext } from '../context/command-context.ts';
import { localeNames } from '../language/locale.ts';
import { formatZone } from '../language/zones/format-zone.ts';
import { fields, heading, message } from '../message/build.ts';
import type { Message } from '../message/message.ts';

/** A person's settings. @param quietHours of the private chat, as text; left out when undefined */
export const ownSettingsMessage = (
  { t, locale, zone, now }: Pick<CommandContext, 't' | 'locale' | 'zone' | 'now'>,
  quietHours?: string,
): Message =>
  message([
    heading(t('settings.yours')),
    fields([
      [t('settings.language'), localeNames[locale]],
      [t('settings.zone'), formatZone(zone, locale, now)],
      ...(quietHours === undefined
        ? []
        : [[t('settings.quiet'), quietHours] satisfies [string, string]]),
    ]),
  ]);
