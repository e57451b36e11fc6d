import type { Translator } from '../../language/catalogue.ts';
import { button, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import type { ApprovalRule } from './approval-rule.ts';

/** The rule, who may approve and its limits; where it is off, a button that switches it on. */
export function approvalRuleMessage(
  { t }: Pick<Translator, 't'>,
  { requiresApproval, approverCount }: ApprovalRule,
  accountId: string,
  { isNew = false } = {},
): Message {
  const tense = isNew ? 'Turned' : 'Is';
  const isWithoutApprovers = requiresApproval && approverCount === 0;
  const switchOn = button(
    t('alerts.approval.switchOn'),
    {
      ...{ command: 'alert rules', args: { two_people: true } },
      ...{ account: accountId, once: true, answer: 'update' },
    },
    'primary',
  );
  return message(
    [
      paragraph(t(`alerts.approval.rule${tense}${requiresApproval ? 'On' : 'Off'}`)),
      paragraph(
        approverCount === 0
          ? t(requiresApproval ? 'approvers.nobody' : 'approvers.empty')
          : t('approvers.count', { count: approverCount }),
      ),
      paragraph(t('approvers.limits')),
      paragraph(t('approvers.howTo')),
    ],
    {
      tone: isNew ? 'success' : isWithoutApprovers ? 'warning' : 'plain',
      buttons: requiresApproval ? [] : [[switchOn]],
    },
  );
}
