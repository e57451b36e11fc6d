import type { Call } from '../communities/call.ts';
import { isolate } from '../language/isolate.ts';

/** What is known of a person beside signups and events, each as a line. */
export interface AboutMe {
  /** What my private chats follow. */
  follows: string[];
  accounts: string[];
  /** My roles in this community. */
  roles: string[];
}

/** Reads what `mine` shows of the person. */
export async function aboutMe(call: Call): Promise<AboutMe> {
  const { t, db, person, community } = call;
  const accounts = await db.account.findMany({
    where: { personId: person.id },
    include: { chat: { include: { subscriptions: { include: { community: true } } } } },
    orderBy: { platform: 'asc' },
  });
  const roles = community ? await call.roles() : new Set<string>();
  return {
    follows: accounts.flatMap(({ platform, chat }) =>
      (chat?.subscriptions ?? []).map(
        ({ topic, community: of }) =>
          `${t(`topics.${topic}`)} · ${isolate(of.name)} · ${t(`platforms.${platform}`)}`,
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
