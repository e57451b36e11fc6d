import type { CommandContext } from '../context/command-context.ts';
import { tablesButtons, tablesField } from '../context/table-settings.ts';
import { localeNames } from '../language/locale.ts';
import { formatZone } from '../language/zones/format-zone.ts';
import { fields, heading, message } from '../message/build.ts';
import type { Message } from '../message/message.ts';

/** A person's settings. @param quietHours of the private chat, as text; left out when undefined */
export const ownSettingsMessage = (
  reader: Pick<CommandContext, 't' | 'locale' | 'zone' | 'now' | 'account' | 'person'>,
  quietHours?: string,
): Message => {
  const { t, locale, zone, now, person } = reader;
  return message(
    [
      heading(t('settings.yours')),
      fields([
        [t('settings.language'), localeNames[locale]],
        [t('settings.zone'), formatZone(zone, locale, now)],
        ...(quietHours === undefined
          ? []
          : [[t('settings.quiet'), quietHours] satisfies [string, string]]),
        ...tablesField(reader, person.tables),
      ]),
    ],
    { buttons: tablesButtons(reader, {}, person.tables) },
  );
};
