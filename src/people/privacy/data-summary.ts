import type { CommandContext } from '../../context/command-context.ts';
import { type DataLine, readPersonIdentifiers } from '../../context/personal-data.ts';
import { languageName } from '../../language/locale.ts';
import { formatZone } from '../../language/zones/format-zone.ts';
import { heading, list, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';

/** What is stored about the acting person, counted. */
export async function showPersonalData(call: CommandContext): Promise<Message> {
  const { t, db, locale, now, personalData } = call;
  const person = await readPersonIdentifiers(db, call.person.id);
  const lines: DataLine[] = [];
  for (const part of personalData) lines.push(...((await part.show?.(db, person)) ?? []));
  return message([
    heading(t('commands.privacy_show.title')),
    list([
      t('commands.privacy_show.accounts', {
        accounts: person.accounts
          .map(({ name, platform }) => `${name} (${t(`platforms.${platform}`)})`)
          .join(', '),
      }),
      t('commands.privacy_show.settings', {
        language: call.person.locale
          ? languageName(call.person.locale, locale)
          : t('settings.notSet'),
        zone: call.person.zone ? formatZone(call.person.zone, locale, now) : t('settings.notSet'),
      }),
      ...lines.map(({ key, params }) => t(key, params)),
    ]),
    paragraph(t('commands.privacy_show.typed')),
    paragraph(t('commands.privacy_show.links')),
    paragraph(t('commands.privacy_show.nothingElse')),
  ]);
}
