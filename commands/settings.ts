import { managedChat } from '../src/communities/arguments.ts';
import { saveChatSettings } from '../src/communities/chats/chat-settings.ts';
import {
  chatSettingsMessage,
  formatQuietHours,
} from '../src/communities/chats/chat-settings-messages.ts';
import { quietHours } from '../src/communities/chats/quiet-hours-argument.ts';
import { tableSampleMessage } from '../src/context/table-settings.ts';
import { withSettings } from '../src/context/with-settings.ts';
import { boolean } from '../src/kit/argument-types/boolean.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { timeZone } from '../src/kit/argument-types/dates/time-zone.ts';
import { locales } from '../src/language/locale.ts';
import { savePersonSettings, savePrivateQuietHours } from '../src/people/settings.ts';
import { ownSettingsMessage } from '../src/people/settings-messages.ts';
import { defineAction, defineCommand } from './define.ts';

const visibility = 'private';

export default defineCommand({
  name: 'settings',
  help: { section: 'yours', order: 30 },
  visibility,
  args: {
    language: choice(locales, 'settings.languages').optional(),
    zone: timeZone().optional(),
    chat: managedChat().optional(),
    quiet: quietHours().optional(),
  },
  async run(context) {
    const { chat, language: locale, zone, quiet } = context.args;
    if (chat) {
      return chatSettingsMessage(context, await saveChatSettings(context, chat, context.args));
    }
    const person =
      locale || zone ? await savePersonSettings(context, { locale, zone }) : context.person;
    const privateChat = await savePrivateQuietHours(context, quiet);
    const reader = withSettings(context, person, { locale, zone });
    return ownSettingsMessage(reader, formatQuietHours(reader, privateChat));
  },
  steps: {
    sample: defineAction({
      visibility,
      isReadOnly: true,
      args: { chat: managedChat().optional() },
      run: async (context) => tableSampleMessage(context, { chat: context.args.chat?.platformId }),
    }),
    tables: defineAction({
      visibility,
      args: { chat: managedChat().optional(), show: boolean() },
      async run(context) {
        const { chat, show: tables } = context.args;
        if (chat) {
          return chatSettingsMessage(context, await saveChatSettings(context, chat, { tables }));
        }
        const person = await savePersonSettings(context, { tables });
        const privateChat = await savePrivateQuietHours(context, undefined);
        const reader = withSettings(context, person, {});
        return ownSettingsMessage(reader, formatQuietHours(reader, privateChat));
      },
    }),
  },
});
