import type { CommandContext } from '../../context/command-context.ts';
import type { Account } from '../../database/generated/client.ts';
import { pick } from '../../kit/argument-types/pick.ts';
import { displayName } from '../../language/text/display-name.ts';
import { fold } from '../../language/text/fold.ts';

/** Accounts searched at most. */
const maxSearched = 5000;

const labelOf = (account: Account, { t }: Pick<CommandContext, 't'>): string =>
  `${displayName(account)} · ${t(`platforms.${account.platform}`)}`;

/** An account with entries in the community's audit trail. */
export const auditActor = () =>
  pick<Account, CommandContext>({
    async search(typed, context, _given, limit) {
      if (!context.community) return [];
      const accounts = await context.db.account.findMany({
        where: { audit: { some: { communityId: context.community.id } } },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: maxSearched,
      });
      const wanted = fold(typed.replace(/^@/, ''));
      return accounts
        .filter((account) => fold(labelOf(account, context)).includes(wanted))
        .slice(0, limit);
    },
    find: async (id, { db, community }) =>
      (await db.account.findFirst({
        where: { id, audit: { some: { communityId: community?.id ?? '' } } },
      })) ?? undefined,
    id: ({ id }) => id,
    label: (account, context) => labelOf(account, context),
    noMatchKey: 'kit.errors.noPerson',
  });
