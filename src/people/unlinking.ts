import { type Call, nowOf } from '../communities/call.ts';
import { tell } from '../communities/tell.ts';
import type { Account, Community } from '../database/generated/client.ts';
import { Refusal } from '../kit/command.ts';
import { shownName } from '../kit/shown-name.ts';
import { button, message, paragraph, say } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { administeredAfter, keepAdmins, namesOf, withoutAdmin } from './administered.ts';
import { leavePerson } from './link.ts';
import { grantsOn, rolesIn } from './link-changes.ts';

/**
 * The accounts that are one person with this one.
 * @throws Refusal when there is none
 */
async function linkedAccounts({ db, account, person }: Call): Promise<Account[]> {
  const others = await db.account.findMany({
    where: { personId: person.id, id: { not: account.id } },
  });
  if (others.length === 0) throw new Refusal('commands.unlink.alone');
  return others;
}

/** The account's own grants go, whatever stays on the others. */
const afterParting = (call: Call) =>
  administeredAfter(call, [call.account], { accountId: call.account.id });

const refuse = (communities: readonly Community[]) =>
  new Refusal('admins.unlinking', { communities: namesOf(communities) });

/**
 * What would go and what would stay: roles do not come back by linking again.
 * @throws Refusal when a community would be left without an admin
 */
export async function askToUnlink(call: Call): Promise<Message> {
  const { t, account } = call;
  const [other] = await linkedAccounts(call);
  const lacking = withoutAdmin(await afterParting(call));
  if (lacking.length > 0) throw refuse(lacking);
  const lost = await grantsOn(call.db, account);
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
          name: other ? shownName(other) : '',
          platform: t(`platforms.${other?.platform ?? account.platform}`),
        }),
      ),
      ...(lost.length === 0
        ? []
        : [paragraph(t('commands.unlink.loses', { roles: rolesIn(call, lost) }))]),
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
export async function unlink(call: Call): Promise<Message> {
  const others = await linkedAccounts(call);
  const administered = await afterParting(call);
  await call.db.$transaction(async (tx) => {
    await keepAdmins(tx, administered, refuse);
    await leavePerson(tx, call.account.id, nowOf(call));
    for (const other of others) {
      await tell(call, tx, other.id, (words) =>
        say(
          words.t('commands.unlink.told', {
            platform: words.t(`platforms.${call.account.platform}`),
          }),
        ),
      );
    }
  });
  return say(call.t('commands.unlink.done'), { tone: 'success' });
}
