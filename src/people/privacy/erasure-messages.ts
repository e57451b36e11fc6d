import type { CommandContext } from '../../context/command-context.ts';
import type { Community } from '../../database/generated/client.ts';
import { bold, button, message, paragraph } from '../../message/build.ts';
import type { Block, Button, Message } from '../../message/message.ts';
import { communityNames } from '../admin-impact.ts';
import type { LinkedThingsReader } from '../linked-things-view.ts';
import type { DeletionSummary } from './deletion-summary.ts';
import { deletionBlocks } from './deletion-summary-view.ts';
import { communitiesFingerprint, type ErasurePlan, type ErasureResult } from './erasure.ts';

type Reader = LinkedThingsReader & Pick<CommandContext, 'account'>;

/** Communities with a button that names an admin. */
const maxNamed = 4;

const withoutAdminBlocks = (
  { t }: Pick<CommandContext, 't'>,
  communities: readonly Community[],
): Block[] =>
  communities.length === 0
    ? []
    : [paragraph(bold(t('admins.forgetting', { communities: communityNames(communities) })))];

/** Buttons that make somebody else an admin, one per community. */
const nameAdminButtons = ({ t, account }: Reader, communities: readonly Community[]): Button[][] =>
  communities.slice(0, maxNamed).map(({ id, name }) => [
    button(
      t(communities.length === 1 ? 'admins.name' : 'admins.nameIn', { community: name }),
      {
        ...{ command: 'role grant', args: { role: 'admin' }, choose: id },
        account: account.id,
      },
      'primary',
    ),
  ]);

const erasureAction = (
  { account }: Reader,
  step: 'confirm' | 'leave',
  args: Record<string, string> = {},
) => ({
  ...{ command: 'privacy delete', step, args },
  account: account.id,
  once: true,
  answer: 'update' as const,
});

/** What would be erased, with the button that does it. */
export function confirmErasureMessage(
  reader: Reader,
  { summary, withoutAdmin }: ErasurePlan,
): Message {
  const { t } = reader;
  return message(
    [
      paragraph(t('commands.privacy_delete.question')),
      ...deletionBlocks(reader, summary),
      ...withoutAdminBlocks(reader, withoutAdmin),
    ],
    {
      tone: 'warning',
      buttons: [
        ...nameAdminButtons(reader, withoutAdmin),
        [
          button(t('commands.privacy_delete.confirm'), erasureAction(reader, 'confirm'), 'danger'),
          button(t('commands.privacy_delete.leave'), erasureAction(reader, 'leave')),
        ],
      ],
    },
  );
}

function confirmWithoutAdminMessage(reader: Reader, withoutAdmin: readonly Community[]): Message {
  const { t } = reader;
  const confirm = erasureAction(reader, 'confirm', {
    without: communitiesFingerprint(withoutAdmin),
  });
  return message(withoutAdminBlocks(reader, withoutAdmin), {
    tone: 'warning',
    buttons: [
      ...nameAdminButtons(reader, withoutAdmin),
      [
        button(t('admins.forgetAnyway'), confirm, 'danger'),
        button(t('commands.privacy_delete.leave'), erasureAction(reader, 'leave')),
      ],
    ],
  });
}

/** What was erased, and what was kept without the person's name. */
export const erasedMessage = (context: LinkedThingsReader, summary: DeletionSummary): Message =>
  message(
    [
      paragraph(context.t('commands.privacy_delete.gone')),
      ...deletionBlocks(context, summary),
      paragraph(context.t('commands.privacy_delete.anew')),
    ],
    { tone: 'success' },
  );

/** What was erased, or the warning that communities would have no admin. */
export const erasureResultMessage = (reader: Reader, result: ErasureResult): Message =>
  result.kind === 'erased'
    ? erasedMessage(reader, result.summary)
    : confirmWithoutAdminMessage(reader, result.withoutAdmin);
