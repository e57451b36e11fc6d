import { audit } from '../../communities/audit.ts';
import { type Call, communityOf } from '../../communities/call.ts';
import { holdersOf } from '../../communities/holders.ts';
import { tell } from '../../communities/tell.ts';
import { Refusal } from '../../kit/command.ts';
import { shownName } from '../../kit/shown-name.ts';
import { button, message, paragraph, time } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';

/** Switches it on, by whoever has read what stays possible. */
const switchOn = ({ t, account }: Call) =>
  button(
    t('alerts.approval.switchOn'),
    {
      ...{ command: 'alert rules', args: { two_people: true } },
      ...{ account: account.id, once: true, answer: 'update' as const },
    },
    'primary',
  );

/** What the rule is, who may approve and what it cannot do; where it is off, a button that switches it on. */
async function sayRule(call: Call, approval: boolean, isNew = false): Promise<Message> {
  const { t, db } = call;
  const words = t(`alerts.approval.rule${isNew ? 'Turned' : 'Is'}${approval ? 'On' : 'Off'}`);
  const people = await db.approver.findMany({
    where: { communityId: communityOf(call).id },
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
      buttons: approval ? [] : [[switchOn(call)]],
    },
  );
}

/** Whether alerts of this community take two people. */
export async function showRule(call: Call): Promise<Message> {
  const { approval } = await call.db.community.findUniqueOrThrow({
    where: { id: communityOf(call).id },
  });
  return sayRule(call, approval);
}

/**
 * Lets alerts and corrections take two people, or one again. All admins are told when they take one.
 * @throws Refusal when it is so already
 */
export async function setRule(call: Call, approval: boolean): Promise<Message> {
  const { db, now, account, publications } = call;
  const community = communityOf(call);
  const admins = approval ? [] : await holdersOf(call, community, 'admin');
  await db.$transaction(async (tx) => {
    const { count } = await tx.community.updateMany({
      where: { id: community.id, approval: !approval },
      // Who switches it on is told here when nobody may approve.
      data: { approval, approversToldAt: new Date(now.epochMilliseconds) },
    });
    if (count === 0) {
      throw new Refusal(`alerts.approval.errors.${approval ? 'onAlready' : 'offAlready'}`);
    }
    await audit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'alert.rule',
      details: { approval },
    });
    for (const admin of admins) {
      await tell(
        { publications, community, locale: community.locale },
        tx,
        admin.id,
        (words) =>
          message(
            [
              paragraph(
                words.t('alerts.approval.ruleEnded', {
                  name: shownName(account),
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
  return { ...(await sayRule(call, approval, true)), tone: 'success' };
}
