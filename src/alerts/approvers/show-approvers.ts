import { type CommandContext, requireCommunity } from '../../context/command-context.ts';
import type { Account } from '../../database/generated/client.ts';
import { pick } from '../../kit/argument-types/pick.ts';
import { maxButtonLabelLength } from '../../kit/limits.ts';
import { distinctLabels } from '../../kit/pickers/distinct-labels.ts';
import { displayName } from '../../language/text/display-name.ts';
import { fold } from '../../language/text/fold.ts';
import { bold, button, heading, list, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { listApprovers } from '../approval/approvers.ts';
import { accountLabel } from './manage-approvers.ts';

/** People on one page of buttons. */
const maxButtons = 20;
/** Accounts looked through for a name. */
const maxSearched = 5000;

/** Who may approve, by which admin's word, with a button to take each from the list. */
export async function showApprovers(call: CommandContext): Promise<Message> {
  const { t, db, account } = call;
  const community = requireCommunity(call);
  const { requiresApproval: approval } = await db.community.findUniqueOrThrow({
    where: { id: community.id },
  });
  const approvers = await listApprovers(db, community.id);
  const known = new Map(
    (
      await db.account.findMany({
        where: {
          id: {
            in: approvers
              .flatMap((one) => [...one.accountIds, one.addedById ?? ''])
              .filter(Boolean),
          },
        },
      })
    ).map((one) => [one.id, one]),
  );
  const named = (id: string | null): Account | undefined => (id ? known.get(id) : undefined);
  const people = [...Map.groupBy(approvers, ({ personId }) => personId)];
  const lines = people.map(([personId, said]) => {
    const accounts = [...new Set(said.flatMap(({ accountIds }) => accountIds))].flatMap(
      (id) => named(id) ?? [],
    );
    const by = said.map(({ addedById }) => {
      const admin = named(addedById);
      return admin ? displayName(admin) : t('alerts.approval.somebody');
    });
    return {
      personId,
      account: accounts[0],
      line: [
        bold(accounts.map((one) => accountLabel(call, one)).join(', ')),
        ` — ${t('approvers.by', { names: by.join(', ') })}`,
      ],
    };
  });
  const removable = lines.slice(0, maxButtons);
  const labels = distinctLabels(
    removable.map(({ personId, account: one }) => ({
      id: personId,
      label: t('approvers.remove', { name: one?.name ?? '' }),
      details: one
        ? [...(one.username ? [`@${one.username}`] : []), t(`platforms.${one.platform}`)]
        : [],
    })),
    maxButtonLabelLength,
  );
  return message(
    [
      heading(t('approvers.title', { community: community.name })),
      ...(lines.length === 0
        ? [paragraph(t(approval ? 'approvers.nobody' : 'approvers.empty'))]
        : [list(lines.map(({ line }) => line))]),
      paragraph(t(approval ? 'approvers.onlyThese' : 'approvers.ruleIsOff')),
      paragraph(t('approvers.howTo')),
    ],
    {
      buttons: removable.map(({ personId }, at) => [
        button(labels[at] ?? '', {
          command: 'alert approvers',
          step: 'remove',
          args: { person: personId },
          account: account.id,
          once: true,
        }),
      ]),
    },
  );
}

const membersOf = ({ community }: Pick<CommandContext, 'community'>) => ({
  person: { memberships: { some: { communityId: community?.id ?? '' } } },
});

/** An account of somebody in this community, on either platform. Names are anybody's: only a whole one is taken. */
export const memberAccount = () =>
  pick<Account, CommandContext>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const accounts = await call.db.account.findMany({
        where: membersOf(call),
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: maxSearched,
      });
      const wanted = fold(words.replace(/^@/, ''));
      return accounts
        .filter((one) => fold(accountLabel(call, one)).includes(wanted))
        .slice(0, limit);
    },
    find: async (id, call) =>
      (await call.db.account.findFirst({ where: { id, ...membersOf(call) } })) ?? undefined,
    id: ({ id }) => id,
    label: (account, call) => accountLabel(call, account),
    names: ({ username }) => (username ? [`@${username}`, username] : []),
    wholeOnly: true,
    noMatchKey: 'kit.errors.noPerson',
  });
