import type { Account, Community } from '../../database/generated/client.ts';
import type { Translator } from '../../language/catalogue.ts';
import { displayName } from '../../language/text/display-name.ts';
import {
  button,
  heading,
  list,
  message,
  paragraph,
  textMessage,
  time,
} from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import type { ApproverProposal } from './propose-approver.ts';
import type { RemovedApprover } from './remove-approver.ts';

type Reader = Pick<Translator, 't'>;

/** `Name @username · Telegram`. */
export const accountLabel = ({ t }: Reader, account: Account): string =>
  `${displayName(account)} · ${t(`platforms.${account.platform}`)}`;

/** Asks the admin whether these are all accounts of the person: one person must not count as two. */
export function confirmApproverMessage(
  reader: Reader,
  { input: { who, also }, main, accounts, fingerprint, hasRole }: ApproverProposal,
  community: Community,
  accountId: string,
): Message {
  const { t } = reader;
  const args = { who, ...(also ? { also: `id:${also.id}` } : {}) };
  const action = (step: string, more: Record<string, string> = {}) => ({
    command: 'alert approvers',
    step,
    args: { ...args, ...more },
    account: accountId,
    once: true,
    answer: 'update' as const,
  });
  return message(
    [
      heading(t('approvers.ask', { name: displayName(main), community: community.name })),
      paragraph(t('approvers.accounts')),
      list(accounts.map((one) => accountLabel(reader, one))),
      paragraph(t('approvers.allOfThem')),
      ...(hasRole ? [] : [paragraph(t('approvers.noRole'))]),
    ],
    {
      tone: 'warning',
      buttons: [
        [
          hasRole
            ? button(t('approvers.add'), action('confirm', { seen: fingerprint }), 'danger')
            : button(t('approvers.giveRole'), action('role'), 'primary'),
          button(t('approvers.leave'), action('leave')),
        ],
      ],
    },
  );
}

export const approverAddedMessage = ({ t }: Reader, { main }: ApproverProposal): Message =>
  textMessage(t('approvers.added', { name: displayName(main) }), { tone: 'success' });

export const approverRemovedMessage = (
  { t }: Reader,
  { name, remainingCount }: RemovedApprover,
  { requiresApproval }: Pick<Community, 'requiresApproval'>,
): Message =>
  message(
    [
      paragraph(t('approvers.removed', { name })),
      ...(remainingCount === 0 && requiresApproval ? [paragraph(t('approvers.nobody'))] : []),
    ],
    { tone: 'success' },
  );

/** The direct message to a new approver. */
export const approverAddedNotice = (
  reader: Reader,
  community: Community,
  accounts: readonly Account[],
): Message =>
  message([
    paragraph(reader.t('approvers.told', { community: community.name })),
    list(accounts.map((one) => accountLabel(reader, one))),
    paragraph(reader.t('approvers.missing')),
  ]);

/** The direct message to the other admins. */
export const approverListChangedMessage = ({ t }: Reader, community: Community): Message =>
  textMessage(t('approvers.changed', { community: community.name }));

/** The direct message to all admins when the rule is switched off. */
export const approvalDisabledMessage = (
  { t }: Reader,
  community: Community,
  { disabledBy, at }: { disabledBy: Account; at: Date },
): Message =>
  message(
    [
      paragraph(
        t('alerts.approval.ruleEnded', {
          name: displayName(disabledBy),
          community: community.name,
        }),
      ),
      paragraph([time(at)]),
    ],
    { tone: 'warning' },
  );

/** The direct message to admins of a community that requires approval and has no approvers. */
export const noApproversMessage = ({ t }: Reader, community: Community): Message =>
  message(
    [
      paragraph(t('approvers.nobodyIn', { community: community.name })),
      paragraph(t('approvers.howTo')),
    ],
    { tone: 'warning' },
  );
