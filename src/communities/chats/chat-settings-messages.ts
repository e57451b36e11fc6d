import type { CommandContext } from '../../context/command-context.ts';
import { tablesButtons, tablesField } from '../../context/table-settings.ts';
import type { Chat } from '../../database/generated/client.ts';
import { localeNames } from '../../language/locale.ts';
import { formatZone } from '../../language/zones/format-zone.ts';
import { fields, heading, message } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { formatMinute } from './quiet-hours.ts';

/** A chat's quiet hours as text. */
export const formatQuietHours = (
  { t }: Pick<CommandContext, 't'>,
  { quietFrom, quietUntil }: Pick<Chat, 'quietFrom' | 'quietUntil'>,
): string =>
  quietFrom === null || quietUntil === null
    ? t('settings.quietOff')
    : t('settings.quietIs', { from: formatMinute(quietFrom), until: formatMinute(quietUntil) });

export const chatSettingsMessage = (
  reader: Pick<CommandContext, 't' | 'locale' | 'now' | 'account'>,
  chat: Chat,
): Message => {
  const { t, locale, now } = reader;
  return message(
    [
      heading(t('settings.ofChat', { chat: chat.title })),
      fields([
        [t('settings.language'), chat.locale ? localeNames[chat.locale] : t('settings.notSet')],
        [t('settings.zone'), chat.zone ? formatZone(chat.zone, locale, now) : t('settings.notSet')],
        [t('settings.quiet'), formatQuietHours(reader, chat)],
        ...tablesField(reader, chat.tables),
      ]),
    ],
    { buttons: tablesButtons(reader, { chat: chat.platformId }, chat.tables) },
  );
};
