import { hash } from 'node:crypto';
import { grantRole } from '../../communities/role-grants.ts';
import { accountFingerprint } from '../../context/account-fingerprint.ts';
import { resolveAccountReference } from '../../context/accounts.ts';
import { recordAudit } from '../../context/audit.ts';
import { type CommandContext, nowAsDate, requireCommunity } from '../../context/command-context.ts';
import { ensureMembership } from '../../context/current-community.ts';
import { findRoleMembers, pickReachableAccounts } from '../../context/role-members.ts';
import type { Account } from '../../database/generated/client.ts';
import type { PersonReference } from '../../kit/define/raw-value.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { displayName } from '../../language/text/display-name.ts';
import { button, heading, list, message, paragraph, textMessage } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';
import { findSamePerson, listApprovers } from '../approval/approvers.ts';
import { notifyNewApprovers } from '../approval/notify-new-approvers.ts';

/** Whom an admin lets approve: somebody, and an account that is theirs without being linked. */
export interface ApproverInput {
  who: PersonReference;
  also: Account | undefined;
}

export const accountLabel = ({ t }: Pick<CommandContext, 't'>, account: Account): string =>
  `${displayName(account)} · ${t(`platforms.${account.platform}`)}`;

interface ApproverProposal {
  main: Account;
  accounts: Account[];
  /** Stands for just these accounts. */
  seen: string;
}

/** @throws Refusal when it is who acts, or known as theirs */
async function prepareProposal(
  call: CommandContext,
  { who, also }: ApproverInput,
): Promise<ApproverProposal> {
  const { db, account } = call;
  const main = await resolveAccountReference(db, account.platform, who);
  const accounts = await db.account.findMany({
    where: { personId: { in: [main.personId, ...(also ? [also.personId] : [])] } },
    orderBy: [{ platform: 'asc' }, { id: 'asc' }],
  });
  const approvers = await listApprovers(db, requireCommunity(call).id);
  const keys = accounts.map(accountFingerprint);
  const own = await db.account.findMany({ where: { personId: account.personId } });
  const theirs = await findSamePerson(db, keys, approvers);
  if (own.some((one) => theirs.has(accountFingerprint(one))))
    throw new UserError('approvers.errors.self');
  return { main, accounts, seen: hash('sha256', keys.toSorted().join(), 'base64url') };
}

/** Whether one of these accounts has a role by which one decides on alerts. */
async function canDecide(call: CommandContext, accounts: readonly Account[]): Promise<boolean> {
  const community = requireCommunity(call);
  for (const one of accounts) {
    if ((await call.roleResolver.rolesOf(one, community)).has('moderator')) return true;
  }
  return false;
}

/** Gives the role without which nobody decides, and asks again. */
export async function grantModeratorRole(
  call: CommandContext,
  named: ApproverInput,
): Promise<Message> {
  const { accounts } = await prepareProposal(call, named);
  if (!(await canDecide(call, accounts))) await grantRole(call, named.who, 'moderator');
  return askToAddApprover(call, named);
}

/** Asks whether these are all accounts that the person has: it is what keeps one person from being two. */
export async function askToAddApprover(
  call: CommandContext,
  named: ApproverInput,
): Promise<Message> {
  const { t, account } = call;
  const community = requireCommunity(call);
  const { main, accounts, seen } = await prepareProposal(call, named);
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
  const isFit = await canDecide(call, accounts);
  return message(
    [
      heading(t('approvers.ask', { name: displayName(main), community: community.name })),
      paragraph(t('approvers.accounts')),
      list(accounts.map((one) => accountLabel(call, one))),
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
export async function addApprover(
  call: CommandContext,
  { seen, ...named }: ApproverInput & { seen: string },
): Promise<Message> {
  const { db, t, account, publications } = call;
  const community = requireCommunity(call);
  const { main, accounts, seen: now } = await prepareProposal(call, named);
  if (now !== seen || !(await canDecide(call, accounts))) return askToAddApprover(call, named);
  await ensureMembership(db, main.personId, community.id);
  const admins = await pickReachableAccounts(db, await findRoleMembers(call, community, 'admin'));
  const [told] = await pickReachableAccounts(db, accounts);
  const telling = { publications, community, locale: community.locale };
  const key = {
    communityId: community.id,
    personId: main.personId,
    addedBy: accountFingerprint(account),
  };
  const said = {
    accountFingerprints: accounts.map(accountFingerprint),
    accountIds: accounts.map(({ id }) => id),
    addedById: account.id,
    createdAt: nowAsDate(call),
  };
  await db.$transaction(async (tx) => {
    await tx.approver.upsert({
      where: { communityId_personId_addedBy: key },
      create: { ...key, ...said },
      update: said,
    });
    await recordAudit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'approver.add',
      details: { to: displayName(main), person: main.personId, accounts: accounts.length },
      at: nowAsDate(call),
    });
    if (told) {
      await sendDirectMessage(telling, tx, told.id, (words) =>
        message([
          paragraph(words.t('approvers.told', { community: community.name })),
          list(accounts.map((one) => accountLabel(words, one))),
          paragraph(words.t('approvers.missing')),
        ]),
      );
    }
    for (const admin of admins) {
      if (admin.personId === account.personId || admin.personId === main.personId) continue;
      await sendDirectMessage(telling, tx, admin.id, (words) =>
        textMessage(words.t('approvers.changed', { community: community.name })),
      );
    }
  });
  await notifyNewApprovers(call, community, accounts);
  return textMessage(t('approvers.added', { name: displayName(main) }), { tone: 'success' });
}

/** Takes a person from the list, whoever put them there. @throws Refusal when they are not on it */
export async function removeApprover(call: CommandContext, personId: string): Promise<Message> {
  const { db, t, account } = call;
  const community = requireCommunity(call);
  const [main] = await db.account.findMany({ where: { personId }, orderBy: { platform: 'asc' } });
  const name = main ? displayName(main) : '';
  const left = await db.$transaction(async (tx) => {
    const { count } = await tx.approver.deleteMany({
      where: { communityId: community.id, personId },
    });
    if (count === 0) throw new UserError('approvers.errors.notListed');
    await recordAudit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'approver.remove',
      details: { from: name, person: personId },
      at: nowAsDate(call),
    });
    const others = await tx.approver.count({ where: { communityId: community.id } });
    // The other admins are told that nobody is left.
    if (others === 0) {
      await tx.community.update({
        where: { id: community.id },
        data: { approversNotifiedAt: null },
      });
    }
    return others;
  });
  return message(
    [
      paragraph(t('approvers.removed', { name })),
      ...(left === 0 && community.requiresApproval ? [paragraph(t('approvers.nobody'))] : []),
    ],
    { tone: 'success' },
  );
}
