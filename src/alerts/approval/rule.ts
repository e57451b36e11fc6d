import { audit } from '../../communities/audit.ts';
import { type Call, communityOf } from '../../communities/call.ts';
import { holdersOf } from '../../communities/holders.ts';
import { tell } from '../../communities/tell.ts';
import { Refusal } from '../../kit/command.ts';
import { shownName } from '../../kit/shown-name.ts';
import { message, paragraph, say, time } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';

/** Whether alerts of this community take two people. */
export async function showRule(call: Call): Promise<Message> {
  const { approval } = await call.db.community.findUniqueOrThrow({
    where: { id: communityOf(call).id },
  });
  return say(call.t(approval ? 'alerts.approval.ruleIsOn' : 'alerts.approval.ruleIsOff'));
}

/**
 * Lets alerts and corrections take two people, or one again. All admins are told when they take one.
 * @throws Refusal when it is so already
 */
export async function setRule(call: Call, approval: boolean): Promise<Message> {
  const { t, db, now, account, publications } = call;
  const community = communityOf(call);
  const admins = approval ? [] : await holdersOf(call, community, 'admin');
  await db.$transaction(async (tx) => {
    const { count } = await tx.community.updateMany({
      where: { id: community.id, approval: !approval },
      data: { approval },
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
  return say(t(approval ? 'alerts.approval.ruleIsOn' : 'alerts.approval.ruleIsOff'), {
    tone: 'success',
  });
}
