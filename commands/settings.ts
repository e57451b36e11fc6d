import { managedChat } from '../src/communities/arguments.ts';
import { getOrCreatePickedChat } from '../src/communities/chats/picked-chat.ts';
import {
  encodeQuietHours,
  formatQuietHours,
  quietHours,
} from '../src/communities/chats/quiet-hours.ts';
import { recordAudit } from '../src/context/audit.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { timeZone } from '../src/kit/argument-types/time-zone.ts';
import { UserError } from '../src/kit/define/user-error.ts';
import { localeNames, locales } from '../src/language/locale.ts';
import { formatZone } from '../src/language/zones/format-zone.ts';
import { fields, heading, message } from '../src/message/build.ts';
import { getOrCreatePrivateChat } from '../src/notifications/direct-message.ts';
import { setLocale, setZone } from '../src/people/settings.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'settings',
  visibility: 'private',
  args: {
    language: choice(locales, 'settings.languages').optional(),
    zone: timeZone().optional(),
    chat: managedChat().optional(),
    quiet: quietHours().optional(),
  },
  async run(call) {
    const { args, t, db } = call;
    if (args.chat) {
      if (!call.community) throw new UserError('kit.refused.inCommunity');
      const { community } = call;
      const chat = await getOrCreatePickedChat(call, args.chat);
      const changes = {
        ...(args.language ? { locale: args.language } : {}),
        ...(args.zone ? { zone: args.zone } : {}),
      };
      const { quiet } = args;
      const kept = await db.$transaction(async (tx) => {
        if (quiet)
          await call.deliveryAdmin.setQuietHours(tx, chat.id, quiet === 'off' ? undefined : quiet);
        await recordAudit(tx, {
          communityId: community.id,
          accountId: call.account.id,
          action: 'chat.settings',
          details: {
            chat: chat.title,
            ...changes,
            ...(quiet ? { quiet: quiet === 'off' ? quiet : encodeQuietHours(quiet) } : {}),
          },
        });
        return tx.chat.update({ where: { id: chat.id }, data: changes });
      });
      return message([
        heading(t('settings.ofChat', { chat: kept.title })),
        fields([
          [t('settings.language'), kept.locale ? localeNames[kept.locale] : t('settings.notSet')],
          [
            t('settings.zone'),
            kept.zone ? formatZone(kept.zone, call.locale, call.now) : t('settings.notSet'),
          ],
          [t('settings.quiet'), formatQuietHours(call, kept)],
        ]),
      ]);
    }
    const withLocale = args.language ? await setLocale(call, args.language) : call;
    const after = args.zone ? await setZone(withLocale, args.zone) : withLocale;
    const { quiet } = args;
    const own = await db.$transaction(async (tx) => {
      const chat = await getOrCreatePrivateChat(tx, call.account.id);
      if (quiet === undefined) return chat;
      await call.deliveryAdmin.setQuietHours(tx, chat.id, quiet === 'off' ? undefined : quiet);
      return tx.chat.findUniqueOrThrow({ where: { id: chat.id } });
    });
    return message([
      heading(after.t('settings.yours')),
      fields([
        [after.t('settings.language'), localeNames[after.locale]],
        [after.t('settings.zone'), formatZone(after.zone, after.locale, after.now)],
        [after.t('settings.quiet'), formatQuietHours(after, own)],
      ]),
    ]);
  },
});
