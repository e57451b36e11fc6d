import type { CommandContext } from '../../context/command-context.ts';
import type { Account, Community } from '../../database/generated/client.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { displayName } from '../../language/text/display-name.ts';
import { button, message, paragraph, textMessage } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';
import {
  communitiesWithoutAdmin,
  communityNames,
  findAdminImpact,
  requireRemainingAdmins,
} from '../admin-impact.ts';
import { splitPerson } from './account-merge.ts';
import { formatGrants, listEffectiveGrants } from './link-changes.ts';

/**
 * The accounts that are one person with this one.
 * @throws Refusal when there is none
 */
async function linkedAccounts({ db, account, person }: CommandContext): Promise<Account[]> {
  const others = await db.account.findMany({
    where: { personId: person.id, id: { not: account.id } },
  });
  if (others.length === 0) throw new UserError('commands.unlink.alone');
  return others;
}

/** The account's own grants go, whatever stays on the others. */
const findImpactOfUnlinking = (call: CommandContext) =>
  findAdminImpact(call, [call.account], { accountId: call.account.id });

const withoutAdminError = (communities: readonly Community[]) =>
  new UserError('admins.unlinking', { communities: communityNames(communities) });

/**
 * What would go and what would stay: roles do not come back by linking again.
 * @throws Refusal when a community would be left without an admin
 */
export async function askToUnlink(call: CommandContext): Promise<Message> {
  const { t, account } = call;
  const [other] = await linkedAccounts(call);
  const lacking = communitiesWithoutAdmin(await findImpactOfUnlinking(call));
  if (lacking.length > 0) throw withoutAdminError(lacking);
  const lost = await listEffectiveGrants(call.db, account);
  const act = (step: string) => ({
    command: 'unlink',
    step,
    args: {},
    account: account.id,
    answer: 'update' as const,
  });
  return message(
    [
      paragraph(
        t('commands.unlink.ask', {
          name: other ? displayName(other) : '',
          platform: t(`platforms.${other?.platform ?? account.platform}`),
        }),
      ),
      ...(lost.length === 0
        ? []
        : [paragraph(t('commands.unlink.loses', { roles: formatGrants(call, lost) }))]),
    ],
    {
      tone: 'warning',
      buttons: [
        [
          button(t('commands.unlink.confirm'), { ...act('confirm'), once: true }, 'danger'),
          button(t('commands.unlink.leave'), act('leave')),
        ],
      ],
    },
  );
}

/**
 * This account goes its own way again, with what it brought.
 * @throws Refusal when a community would be left without an admin
 */
export async function unlinkAccount(call: CommandContext): Promise<Message> {
  const others = await linkedAccounts(call);
  const administered = await findImpactOfUnlinking(call);
  await call.db.$transaction(async (tx) => {
    await requireRemainingAdmins(tx, administered, withoutAdminError);
    await splitPerson(tx, call, call.account.id);
    for (const other of others) {
      await sendDirectMessage(call, tx, other.id, (words) =>
        textMessage(
          words.t('commands.unlink.told', {
            platform: words.t(`platforms.${call.account.platform}`),
          }),
        ),
      );
    }
  });
  return textMessage(call.t('commands.unlink.done'), { tone: 'success' });
}
