import type { CommandContext } from '../context/command-context.ts';
import { isolateBidi } from '../language/text/bidi.ts';

/** What is known of a person beside signups and events, each as a line. */
export interface Profile {
  /** What my private chats follow. */
  subscriptions: string[];
  accounts: string[];
  /** My roles in this community. */
  roles: string[];
}

/** Reads what `mine` shows of the person. */
export async function readProfile(call: CommandContext): Promise<Profile> {
  const { t, db, person, community } = call;
  const accounts = await db.account.findMany({
    where: { personId: person.id },
    include: { chat: { include: { subscriptions: { include: { community: true } } } } },
    orderBy: { platform: 'asc' },
  });
  const roles = community ? await call.roles() : new Set<string>();
  return {
    subscriptions: accounts.flatMap(({ platform, chat }) =>
      (chat?.subscriptions ?? []).map(
        ({ topic, community: of }) =>
          `${t(`topics.${topic}`)} · ${isolateBidi(of.name)} · ${t(`platforms.${platform}`)}`,
      ),
    ),
    accounts: accounts.map(({ platform, name, username }) =>
      [t(`platforms.${platform}`), name, username === null ? '' : `@${username}`]
        .filter((piece) => piece !== '')
        .join(' · '),
    ),
    roles: [...roles].map((role) => t(`roles.${role}`)),
  };
}
