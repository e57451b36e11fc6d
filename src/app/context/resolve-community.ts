import type { Config } from '../../config/config.ts';
import type { AccountWithPerson } from '../../context/accounts.ts';
import {
  ensureMembership,
  keepOnlyCommunity,
  resolveCurrentCommunity,
} from '../../context/current-community.ts';
import type { ChatWithConnection } from '../../context/request-context.ts';
import type { QueryCache } from '../../database/cache/query-cache.ts';
import type { Community, Person, PrismaClient } from '../../database/generated/client.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import type { MemberWriteBuffer } from '../../people/member-write-buffer.ts';

interface CommunityResolution {
  account: AccountWithPerson;
  person: Person;
  chat: ChatWithConnection;
  isPersisted: boolean;
  /** Whether memberships must be read: false for somebody who is new. */
  hasMemberships: boolean;
}

/** The community of a request, with a valid time zone. In a group, the person becomes a member of it. */
export async function resolveCommunity(
  {
    db,
    cache,
    newMembers,
    config,
  }: {
    db: PrismaClient;
    cache: QueryCache;
    newMembers: Pick<MemberWriteBuffer, 'add'>;
    config: Pick<Config, 'TIME_ZONE'>;
  },
  { account, person, chat, isPersisted, hasMemberships }: CommunityResolution,
): Promise<Community | undefined> {
  const current = await resolveCurrentCommunity(
    db,
    chat,
    hasMemberships ? person : undefined,
    cache,
  );
  const community = current && {
    ...current,
    zone: firstValidZone(config.TIME_ZONE, current.zone),
  };
  if (chat.kind === 'private') {
    if (hasMemberships) await keepOnlyCommunity(db, person, community, cache);
  } else if (community) {
    if (hasMemberships) await ensureMembership(db, person.id, community.id, cache);
    else if (!isPersisted) newMembers.add(account, community.id);
  }
  return community;
}
