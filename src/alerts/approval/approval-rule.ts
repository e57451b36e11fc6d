import { recordAudit } from '../../context/audit.ts';
import { type CommandContext, requireCommunity } from '../../context/command-context.ts';
import { findRoleMembers } from '../../context/role-members.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { displayName } from '../../language/text/display-name.ts';
import { button, message, paragraph, time } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';

/** Switches it on, by whoever has read what stays possible. */
const switchOnButton = ({ t, account }: CommandContext) =>
  button(
    t('alerts.approval.switchOn'),
    {
      ...{ command: 'alert rules', args: { two_people: true } },
      ...{ account: account.id, once: true, answer: 'update' as const },
    },
    'primary',
  );

/** What the rule is, who may approve and what it cannot do; where it is off, a button that switches it on. */
async function approvalRuleMessage(
  call: CommandContext,
  approval: boolean,
  isNew = false,
): Promise<Message> {
  const { t, db } = call;
  const words = t(`alerts.approval.rule${isNew ? 'Turned' : 'Is'}${approval ? 'On' : 'Off'}`);
  const people = await db.approver.findMany({
    where: { communityId: requireCommunity(call).id },
    distinct: ['personId'],
    select: { personId: true },
  });
  return message(
    [
      paragraph(words),
      paragraph(
        people.length === 0
          ? t(approval ? 'approvers.nobody' : 'approvers.empty')
          : t('approvers.count', { count: people.length }),
      ),
      paragraph(t('approvers.limits')),
      paragraph(t('approvers.howTo')),
    ],
    {
      tone: approval && people.length === 0 ? 'warning' : 'plain',
      buttons: approval ? [] : [[switchOnButton(call)]],
    },
  );
}

/** Whether alerts of this community take two people. */
export async function showApprovalRule(call: CommandContext): Promise<Message> {
  const { requiresApproval: approval } = await call.db.community.findUniqueOrThrow({
    where: { id: requireCommunity(call).id },
  });
  return approvalRuleMessage(call, approval);
}

/**
 * Lets alerts and corrections take two people, or one again. All admins are told when they take one.
 * @throws Refusal when it is so already
 */
export async function setApprovalRule(call: CommandContext, approval: boolean): Promise<Message> {
  const { db, now, account, publications } = call;
  const community = requireCommunity(call);
  const admins = approval ? [] : await findRoleMembers(call, community, 'admin');
  await db.$transaction(async (tx) => {
    const { count } = await tx.community.updateMany({
      where: { id: community.id, requiresApproval: !approval },
      // Who switches it on is told here when nobody may approve.
      data: { requiresApproval: approval, approversNotifiedAt: new Date(now.epochMilliseconds) },
    });
    if (count === 0) {
      throw new UserError(`alerts.approval.errors.${approval ? 'onAlready' : 'offAlready'}`);
    }
    await recordAudit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'alert.rule',
      details: { approval },
    });
    for (const admin of admins) {
      await sendDirectMessage(
        { publications, community, locale: community.locale },
        tx,
        admin.id,
        (words) =>
          message(
            [
              paragraph(
                words.t('alerts.approval.ruleEnded', {
                  name: displayName(account),
                  community: community.name,
                }),
              ),
              paragraph([time(new Date(now.epochMilliseconds))]),
            ],
            { tone: 'warning' },
          ),
        { urgent: true },
      );
    }
  });
  return { ...(await approvalRuleMessage(call, approval, true)), tone: 'success' };
}
