import { listCommunitiesOf } from '../../context/current-community.ts';
import type { RequestContext } from '../../context/request-context.ts';
import type { Community } from '../../database/generated/client.ts';
import type { Topic } from '../../database/generated/enums.ts';
import { listFollowedTopics } from '../subscriptions/repository.ts';

/** The person's communities read at most. */
const maxCommunities = 100;

/** What the welcome message shows beside the request itself. */
export interface WelcomeData {
  followedTopics: ReadonlySet<Topic>;
  /** Whether the account may subscribe the chat. */
  canSubscribe: boolean;
  /** The person's communities, by name; empty outside of private chats. */
  communities: readonly Community[];
}

export async function readWelcome(
  request: Pick<
    RequestContext,
    'db' | 'chat' | 'community' | 'person' | 'isPrivate' | 'canManageChat'
  >,
): Promise<WelcomeData> {
  const { db, chat, community, person, isPrivate } = request;
  return {
    followedTopics: community
      ? await listFollowedTopics(db, chat.id, community.id)
      : new Set<Topic>(),
    canSubscribe: community !== undefined && (isPrivate || (await request.canManageChat())),
    communities: isPrivate ? await listCommunitiesOf(db, person.id, maxCommunities) : [],
  };
}
