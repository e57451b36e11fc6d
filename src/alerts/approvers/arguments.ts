import type { CommandContext } from '../../context/command-context.ts';
import type { Account } from '../../database/generated/client.ts';
import { pick } from '../../kit/argument-types/pick.ts';
import { fold } from '../../language/text/fold.ts';
import { accountLabel } from './messages.ts';

/** Accounts that are searched for a name. */
const maxSearched = 5000;

const memberWhere = ({ community }: Pick<CommandContext, 'community'>) => ({
  person: { memberships: { some: { communityId: community?.id ?? '' } } },
});

/** An account of a member, on either platform. Names are not unique: only a whole @name is accepted as text. */
export const memberAccount = () =>
  pick<Account, CommandContext>({
    async search(words, context, _args, limit) {
      if (!context.community) return [];
      const accounts = await context.db.account.findMany({
        where: memberWhere(context),
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: maxSearched,
      });
      const query = fold(words.replace(/^@/, ''));
      return accounts
        .filter((one) => fold(accountLabel(context, one)).includes(query))
        .slice(0, limit);
    },
    find: async (id, context) =>
      (await context.db.account.findFirst({ where: { id, ...memberWhere(context) } })) ?? undefined,
    id: ({ id }) => id,
    label: (account, context) => accountLabel(context, account),
    names: ({ username }) => (username ? [`@${username}`, username] : []),
    wholeOnly: true,
    noMatchKey: 'kit.errors.noPerson',
  });
