import { audit } from '../src/communities/audit.ts';
import { chatOf, managedChat } from '../src/communities/pick.ts';
import { quietHours, sayQuiet, writeQuietHours } from '../src/communities/quiet-hours.ts';
import { privateChat } from '../src/communities/tell.ts';
import { Refusal } from '../src/kit/command.ts';
import { choice } from '../src/kit/kinds/choice.ts';
import { zone } from '../src/kit/kinds/zone.ts';
import { localeNames, locales } from '../src/language/locale.ts';
import { sayZone } from '../src/language/zone-place.ts';
import { fields, heading, message } from '../src/message/build.ts';
import { setLocale, setZone } from '../src/people/settings.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'settings',
  visibility: 'private',
  args: {
    language: choice(locales, 'settings.languages').optional(),
    zone: zone().optional(),
    chat: managedChat().optional(),
    quiet: quietHours().optional(),
  },
  async run(call) {
    const { args, t, db } = call;
    if (args.chat) {
      if (!call.community) throw new Refusal('kit.refused.inCommunity');
      const { community } = call;
      const chat = await chatOf(call, args.chat);
      const changes = {
        ...(args.language ? { locale: args.language } : {}),
        ...(args.zone ? { zone: args.zone } : {}),
      };
      const { quiet } = args;
      const kept = await db.$transaction(async (tx) => {
        if (quiet) await call.desk.setQuietHours(tx, chat.id, quiet === 'off' ? undefined : quiet);
        await audit(tx, {
          communityId: community.id,
          accountId: call.account.id,
          action: 'chat.settings',
          details: {
            chat: chat.title,
            ...changes,
            ...(quiet ? { quiet: quiet === 'off' ? quiet : writeQuietHours(quiet) } : {}),
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
            kept.zone ? sayZone(kept.zone, call.locale, call.now) : t('settings.notSet'),
          ],
          [t('settings.quiet'), sayQuiet(call, kept)],
        ]),
      ]);
    }
    const withLocale = args.language ? await setLocale(call, args.language) : call;
    const after = args.zone ? await setZone(withLocale, args.zone) : withLocale;
    const { quiet } = args;
    const own = await db.$transaction(async (tx) => {
      const chat = await privateChat(tx, call.account.id);
      if (quiet === undefined) return chat;
      await call.desk.setQuietHours(tx, chat.id, quiet === 'off' ? undefined : quiet);
      return tx.chat.findUniqueOrThrow({ where: { id: chat.id } });
    });
    return message([
      heading(after.t('settings.yours')),
      fields([
        [after.t('settings.language'), localeNames[after.locale]],
        [after.t('settings.zone'), sayZone(after.zone, after.locale, after.now)],
        [after.t('settings.quiet'), sayQuiet(after, own)],
      ]),
    ]);
  },
});
