import { z } from 'zod';
import type { CommandContext } from '../../../context/command-context.ts';
import type { SignupState } from '../../../database/generated/enums.ts';
import { isUuid } from '../../../database/uuid.ts';
import { pick } from '../../../kit/argument-types/pick.ts';
import { compareNames } from '../../../language/text/compare-names.ts';
import { displayName } from '../../../language/text/display-name.ts';
import { fold, matchesQuery } from '../../../language/text/fold.ts';
import { accountApps } from '../../../people/account-apps-view.ts';
import { accountNames } from '../../../people/account-names.ts';
import type { ChosenSession } from '../../session-argument.ts';
import type { RosterEntry } from '../service.ts';
import type { RosterPerson } from './change.ts';

const givenSession = z.object({ session: z.object({ session: z.object({ id: z.string() }) }) });

const include = { person: { include: { accounts: { orderBy: { platform: 'asc' } } } } } as const;

const accountsOf = ({ person }: RosterEntry) => person?.accounts ?? [];
const namesOf = (entry: RosterEntry): string[] =>
  accountsOf(entry).flatMap((account) => [account.name, displayName(account)]);

/** Somebody in the session of the argument `session`, on whichever app they are, whose signup is in one of these states. */
export const rosterPerson = (states: readonly SignupState[]) =>
  pick<RosterEntry, CommandContext, { readonly session: ChosenSession }>({
    async search(words, { db }, given, limit) {
      const { data } = givenSession.safeParse(given);
      if (!data) return [];
      const entries = await db.signup.findMany({
        where: {
          sessionId: data.session.session.id,
          ...{ state: { in: [...states] }, personId: { not: null } },
        },
        include,
      });
      return entries
        .filter((entry) => matchesQuery(fold(namesOf(entry).join(' ')), words))
        .toSorted((one, other) =>
          compareNames(accountNames(accountsOf(one)), accountNames(accountsOf(other))),
        )
        .slice(0, limit);
    },
    async find(id, { db }, given) {
      const { data } = givenSession.safeParse(given);
      if (!data || !isUuid(id)) return undefined;
      const sessionId = data.session.session.id;
      return (await db.signup.findFirst({ where: { id, sessionId }, include })) ?? undefined;
    },
    id: ({ id }) => id,
    label: (entry, { t }) =>
      `${accountNames(accountsOf(entry))} · ${t(`courses.state.${entry.state}`)}`,
    names: namesOf,
    details: (entry, context) => [accountApps(accountsOf(entry), context)],
    noMatchKey: 'roster.errors.nobody',
    emptyKey: 'roster.errors.none',
  });

/** Whose signup it is. */
export const personOf = (entry: RosterEntry): RosterPerson => ({
  id: entry.personId ?? '',
  name: accountNames(accountsOf(entry)),
});
