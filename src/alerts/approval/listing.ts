import { hash } from 'node:crypto';
import { audit } from '../../communities/audit.ts';
import { type Call, communityOf, nowOf } from '../../communities/call.ts';
import { remember } from '../../communities/current.ts';
import { grantRole } from '../../communities/grants.ts';
import { holdersOf, reachable } from '../../communities/holders.ts';
import { tell } from '../../communities/tell.ts';
import type { Account } from '../../database/generated/client.ts';
import { Refusal } from '../../kit/command.ts';
import type { PersonReference } from '../../kit/raw.ts';
import { shownName } from '../../kit/shown-name.ts';
import { button, heading, list, message, paragraph, say } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { accountKey } from '../../people/account-key.ts';
import { accountNamed } from '../../people/accounts.ts';
import { approversOf, samePerson } from './approvers.ts';
import { askAlso } from './ask-also.ts';

/** Whom an admin lets approve: somebody, and an account that is theirs without being linked. */
export interface Named {
  who: PersonReference;
  also: Account | undefined;
}

export const accountWords = ({ t }: Pick<Call, 't'>, account: Account): string =>
  `${shownName(account)} · ${t(`platforms.${account.platform}`)}`;

interface Proposal {
  main: Account;
  accounts: Account[];
  /** Stands for just these accounts. */
  seen: string;
}

/** @throws Refusal when it is who acts, or known as theirs */
async function propose(call: Call, { who, also }: Named): Promise<Proposal> {
  const { db, account } = call;
  const main = await accountNamed(db, account.platform, who);
  const accounts = await db.account.findMany({
    where: { personId: { in: [main.personId, ...(also ? [also.personId] : [])] } },
    orderBy: [{ platform: 'asc' }, { id: 'asc' }],
  });
  const approvers = await approversOf(db, communityOf(call).id);
  const keys = accounts.map(accountKey);
  const own = await db.account.findMany({ where: { personId: account.personId } });
  const theirs = await samePerson(db, keys, approvers);
  if (own.some((one) => theirs.has(accountKey(one)))) throw new Refusal('approvers.errors.self');
  return { main, accounts, seen: hash('sha256', keys.toSorted().join(), 'base64url') };
}

/** Whether one of these accounts has a role by which one decides on alerts. */
async function mayDecide(call: Call, accounts: readonly Account[]): Promise<boolean> {
  const community = communityOf(call);
  for (const one of accounts) {
    if ((await call.rights.of(one, community)).has('moderator')) return true;
  }
  return false;
}

/** Gives the role without which nobody decides, and asks again. */
export async function giveRole(call: Call, named: Named): Promise<Message> {
  const { accounts } = await propose(call, named);
  if (!(await mayDecide(call, accounts))) await grantRole(call, named.who, 'moderator');
  return askToList(call, named);
}

/** Asks whether these are all accounts that the person has: it is what keeps one person from being two. */
export async function askToList(call: Call, named: Named): Promise<Message> {
  const { t, account } = call;
  const community = communityOf(call);
  const { main, accounts, seen } = await propose(call, named);
  const { who, also } = named;
  const args = { who, ...(also ? { also: `id:${also.id}` } : {}) };
  const act = (step: string, more: Record<string, string> = {}) => ({
    command: 'alert approvers',
    step,
    args: { ...args, ...more },
    account: account.id,
    once: true,
    answer: 'update' as const,
  });
  const isFit = await mayDecide(call, accounts);
  return message(
    [
      heading(t('approvers.ask', { name: shownName(main), community: community.name })),
      paragraph(t('approvers.accounts')),
      list(accounts.map((one) => accountWords(call, one))),
      paragraph(t('approvers.allOfThem')),
      ...(isFit ? [] : [paragraph(t('approvers.noRole'))]),
    ],
    {
      tone: 'warning',
      buttons: [
        [
          isFit
            ? button(t('approvers.add'), act('confirm', { seen }), 'danger')
            : button(t('approvers.giveRole'), act('role'), 'primary'),
          button(t('approvers.leave'), act('leave')),
        ],
      ],
    },
  );
}

/**
 * Puts a person on the list, by the word of the admin who acts. They are told, and asked about what waits.
 * @param seen the accounts that the admin was shown
 */
export async function listApprover(
  call: Call,
  { seen, ...named }: Named & { seen: string },
): Promise<Message> {
  const { db, t, account, publications } = call;
  const community = communityOf(call);
  const { main, accounts, seen: now } = await propose(call, named);
  if (now !== seen || !(await mayDecide(call, accounts))) return askToList(call, named);
  await remember(db, main.personId, community.id);
  const admins = await reachable(db, await holdersOf(call, community, 'admin'));
  const [told] = await reachable(db, accounts);
  const telling = { publications, community, locale: community.locale };
  const key = { communityId: community.id, personId: main.personId, addedBy: accountKey(account) };
  const said = {
    accounts: accounts.map(accountKey),
    accountIds: accounts.map(({ id }) => id),
    addedById: account.id,
    createdAt: nowOf(call),
  };
  await db.$transaction(async (tx) => {
    await tx.approver.upsert({
      where: { communityId_personId_addedBy: key },
      create: { ...key, ...said },
      update: said,
    });
    await audit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'approver.add',
      details: { to: shownName(main), person: main.personId, accounts: accounts.length },
      at: nowOf(call),
    });
    if (told) {
      await tell(telling, tx, told.id, (words) =>
        message([
          paragraph(words.t('approvers.told', { community: community.name })),
          list(accounts.map((one) => accountWords(words, one))),
          paragraph(words.t('approvers.missing')),
        ]),
      );
    }
    for (const admin of admins) {
      if (admin.personId === account.personId || admin.personId === main.personId) continue;
      await tell(telling, tx, admin.id, (words) =>
        say(words.t('approvers.changed', { community: community.name })),
      );
    }
  });
  await askAlso(call, community, accounts);
  return say(t('approvers.added', { name: shownName(main) }), { tone: 'success' });
}

/** Takes a person from the list, whoever put them there. @throws Refusal when they are not on it */
export async function unlistApprover(call: Call, personId: string): Promise<Message> {
  const { db, t, account } = call;
  const community = communityOf(call);
  const [main] = await db.account.findMany({ where: { personId }, orderBy: { platform: 'asc' } });
  const name = main ? shownName(main) : '';
  const left = await db.$transaction(async (tx) => {
    const { count } = await tx.approver.deleteMany({
      where: { communityId: community.id, personId },
    });
    if (count === 0) throw new Refusal('approvers.errors.notListed');
    await audit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'approver.remove',
      details: { from: name, person: personId },
      at: nowOf(call),
    });
    const others = await tx.approver.count({ where: { communityId: community.id } });
    // The other admins are told that nobody is left.
    if (others === 0) {
      await tx.community.update({
        where: { id: community.id },
        data: { approversToldAt: null },
      });
    }
    return others;
  });
  return message(
    [
      paragraph(t('approvers.removed', { name })),
      ...(left === 0 && community.approval ? [paragraph(t('approvers.nobody'))] : []),
    ],
    { tone: 'success' },
  );
}
