import type { CommandContext } from '../../context/command-context.ts';
import { languageName } from '../../language/locale.ts';
import { formatZone } from '../../language/zones/format-zone.ts';
import { heading, list, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import type { DataSummary } from './data-summary.ts';

/** What is stored about a person. */
export function dataSummaryMessage(
  { t, locale, now }: Pick<CommandContext, 't' | 'locale' | 'now'>,
  { person, accounts, lines, keptTexts }: DataSummary,
): Message {
  return message([
    heading(t('commands.privacy_show.title')),
    list([
      t('commands.privacy_show.accounts', {
        accounts: accounts
          .map(({ name, platform }) => `${name} (${t(`platforms.${platform}`)})`)
          .join(', '),
      }),
      t('commands.privacy_show.settings', {
        language: person.locale ? languageName(person.locale, locale) : t('settings.notSet'),
        zone: person.zone ? formatZone(person.zone, locale, now) : t('settings.notSet'),
      }),
      ...lines.map(({ key, params }) => t(key, params)),
    ]),
    paragraph(t('commands.privacy_show.typed')),
    list(keptTexts.map((key) => t(key))),
    paragraph(t('commands.privacy_show.notStored')),
    paragraph(t('commands.privacy_show.links')),
    paragraph(t('commands.privacy_show.nothingElse')),
  ]);
}

/** A person's exported data as a file. @param json its content */
export const dataExportMessage = ({ t }: Pick<CommandContext, 't'>, json: string): Message =>
  message([paragraph(t('commands.privacy_export.here'))], {
    files: [{ name: 'callboard.json', contentType: 'application/json', content: json }],
  });
