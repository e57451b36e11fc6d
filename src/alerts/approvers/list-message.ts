import type { Community } from '../../database/generated/client.ts';
import { maxButtonLabelLength } from '../../kit/limits.ts';
import { distinctLabels } from '../../kit/pickers/search/distinct-labels.ts';
import type { Translator } from '../../language/catalogue.ts';
import { bold, button, heading, list, message, paragraph } from '../../message/build.ts';
import type { Button, Message } from '../../message/message.ts';
import type { ApproverEntry, ApproverList } from './approver-list.ts';
import { accountLabel } from './messages.ts';

type Reader = Pick<Translator, 't'>;

/** Approvers that get a button. */
const maxButtons = 20;

function entryLine(reader: Reader, { accounts, addedBy }: ApproverEntry) {
  const { t } = reader;
  const names = addedBy.map((name) => name ?? t('alerts.approval.somebody')).join(', ');
  return [
    bold(accounts.map((one) => accountLabel(reader, one)).join(', ')),
    ` — ${t('approvers.by', { names })}`,
  ];
}

function removeButtons(
  { t }: Reader,
  entries: readonly ApproverEntry[],
  accountId: string,
): Button[][] {
  const labels = distinctLabels(
    entries.map(({ personId, accounts: [account] }) => ({
      id: personId,
      label: t('approvers.remove', { name: account?.name ?? '' }),
      details: account
        ? [
            ...(account.username ? [`@${account.username}`] : []),
            t(`platforms.${account.platform}`),
          ]
        : [],
    })),
    maxButtonLabelLength,
  );
  return entries.map(({ personId }, index) => [
    button(labels[index] ?? '', {
      command: 'alert approvers',
      step: 'remove',
      args: { person: personId },
      account: accountId,
      once: true,
    }),
  ]);
}

/** Who may approve, who added them, and a button to remove each. */
export function approverListMessage(
  reader: Reader,
  { requiresApproval, entries }: ApproverList,
  community: Community,
  accountId: string,
): Message {
  const { t } = reader;
  return message(
    [
      heading(t('approvers.title', { community: community.name })),
      ...(entries.length === 0
        ? [paragraph(t(requiresApproval ? 'approvers.nobody' : 'approvers.empty'))]
        : [list(entries.map((entry) => entryLine(reader, entry)))]),
      paragraph(t(requiresApproval ? 'approvers.onlyThese' : 'approvers.ruleIsOff')),
      paragraph(t('approvers.howTo')),
    ],
    { buttons: removeButtons(reader, entries.slice(0, maxButtons), accountId) },
  );
}
