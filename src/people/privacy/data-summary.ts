import type { CommandContext } from '../../context/command-context.ts';
import { languageName } from '../../language/locale.ts';
import { formatZone } from '../../language/zones/format-zone.ts';
import { heading, list, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { exportPersonalData } from './data-export.ts';

/** What is kept about a person, in words. */
export async function showPersonalData(call: CommandContext): Promise<Message> {
  const { t, locale, now } = call;
  const kept = await exportPersonalData(call.db, call.person.id);
  const subscriptions = kept.accounts.flatMap(({ chat }) => chat?.subscriptions ?? []);
  return message([
    heading(t('commands.privacy_show.title')),
    list([
      t('commands.privacy_show.accounts', {
        accounts: kept.accounts
          .map(({ name, platform }) => `${name} (${t(`platforms.${platform}`)})`)
          .join(', '),
      }),
      t('commands.privacy_show.settings', {
        language: kept.locale ? languageName(kept.locale, locale) : t('settings.notSet'),
        zone: kept.zone ? formatZone(kept.zone, locale, now) : t('settings.notSet'),
      }),
      t('commands.privacy_show.communities', {
        count: kept.memberships.length,
        names: kept.memberships.map(({ community }) => community.name).join(', '),
      }),
      t('commands.privacy_show.roles', { count: kept.grants.length }),
      ...(kept.approver.length > 0
        ? [
            t('approvers.kept', {
              communities: [...new Set(kept.approver.map(({ community }) => community.name))].join(
                ', ',
              ),
            }),
          ]
        : []),
      t('commands.privacy_show.rsvps', { count: kept.rsvps.length }),
      t('commands.privacy_show.signups', { count: kept.signups.length }),
      t('commands.privacy_show.subscriptions', { count: subscriptions.length }),
      t('commands.privacy_show.audit', {
        count: kept.accounts.reduce((sum, { audit }) => sum + audit.length, 0),
      }),
      t('commands.privacy_show.about', { count: kept.actsAboutMe.length }),
      t('commands.privacy_show.alerts', { count: kept.alerts.length }),
      t('commands.privacy_show.told', { count: kept.told.length }),
    ]),
    paragraph(t('commands.privacy_show.typed')),
    paragraph(t('commands.privacy_show.links')),
    paragraph(t('commands.privacy_show.nothingElse')),
  ]);
}
