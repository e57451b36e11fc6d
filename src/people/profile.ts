import type { RequestContext } from '../context/request-context.ts';
import type { Account, Platform } from '../database/generated/client.ts';
import type { Role, Topic } from '../database/generated/enums.ts';

/** A person's accounts, what their private chats follow, and their roles in the current community. */
export interface Profile {
  accounts: readonly Pick<Account, 'platform' | 'name' | 'username'>[];
  subscriptions: readonly { topic: Topic; communityName: string; platform: Platform }[];
  roles: readonly Role[];
}

export async function readProfile(
  request: Pick<RequestContext, 'db' | 'person' | 'community' | 'roles'>,
): Promise<Profile> {
  const { db, person, community } = request;
  const accounts = await db.account.findMany({
    where: { personId: person.id },
    include: { chat: { include: { subscriptions: { include: { community: true } } } } },
    orderBy: { platform: 'asc' },
  });
  return {
    accounts,
    subscriptions: accounts.flatMap(({ platform, chat }) =>
      (chat?.subscriptions ?? []).map(({ topic, community: { name: communityName } }) => ({
        topic,
        communityName,
        platform,
      })),
    ),
    roles: community ? [...(await request.roles())] : [],
  };
}
