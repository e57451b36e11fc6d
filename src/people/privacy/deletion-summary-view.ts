import type { CommandContext } from '../../context/command-context.ts';
import { displayName } from '../../language/text/display-name.ts';
import { list, paragraph } from '../../message/build.ts';
import type { Block } from '../../message/message.ts';
import { type LinkedThingsReader, linkedThings } from '../linked-things-view.ts';
import type { DeletionSummary } from './deletion-summary.ts';

type Translating = Pick<CommandContext, 't'>;

function erasedLines({ t }: Translating, { accounts, roles, lines }: DeletionSummary): string[] {
  return [
    t('commands.privacy_delete.goes.accounts', {
      count: accounts.length,
      accounts: accounts
        .map((account) => `${displayName(account)} (${t(`platforms.${account.platform}`)})`)
        .join(', '),
    }),
    ...(roles.length === 0
      ? []
      : [
          t('commands.privacy_delete.goes.roles', {
            count: roles.length,
            roles: roles
              .map(({ role, community }) => `${t(`roles.${role}`)} (${community})`)
              .join(', '),
          }),
        ]),
    ...lines.erased.map(({ key, params }) => t(key, params)),
    t('commands.privacy_delete.goes.rest'),
  ];
}

const anonymizedLines = ({ t }: Translating, { lines }: DeletionSummary): string[] => [
  ...lines.anonymized.map(({ key, params }) => t(key, params)),
  t('commands.privacy_delete.stays.acts'),
  t('commands.privacy_delete.stays.links'),
];

/** The person's accounts that are not included, because they are not linked, and how to erase them. */
function otherAccountBlocks(
  reader: LinkedThingsReader,
  { accounts, formerlyLinked }: DeletionSummary,
): Block[] {
  const { t } = reader;
  if (formerlyLinked.length > 0) {
    const own = ['name', 'settings', 'roles'].map((part) =>
      t(`commands.privacy_delete.own.${part}`),
    );
    const things = linkedThings(reader, { before: own });
    return formerlyLinked.map((platform) =>
      paragraph(
        t('commands.privacy_delete.apart', { platform: t(`platforms.${platform}`), things }),
      ),
    );
  }
  const [only] = accounts;
  if (!only || accounts.length > 1) return [];
  const other = only.platform === 'discord' ? 'telegram' : 'discord';
  return [paragraph(t('commands.privacy_delete.elsewhere', { platform: t(`platforms.${other}`) }))];
}

/** What an erasure deletes, and what it keeps without the person's name. */
export const deletionBlocks = (context: LinkedThingsReader, summary: DeletionSummary): Block[] => [
  list(erasedLines(context, summary)),
  paragraph(context.t('commands.privacy_delete.stay')),
  list(anonymizedLines(context, summary)),
  ...otherAccountBlocks(context, summary),
];
