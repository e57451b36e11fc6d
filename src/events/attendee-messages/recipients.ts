import type { PlatformPermissionsByPlatform } from '../../context/roles/platform-permissions.ts';
import type { PrismaClient, RsvpState } from '../../database/generated/client.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';

/** To whom organisers write: those who answered an event so. */
export const attendeeGroups = ['going', 'going_maybe', 'waiting', 'all'] as const;
export type AttendeeGroup = (typeof attendeeGroups)[number];

const statesOf: Readonly<Record<AttendeeGroup, RsvpState[]>> = {
  going: ['going'],
  going_maybe: ['going', 'maybe'],
  waiting: ['waiting'],
  all: ['going', 'maybe', 'waiting', 'declined'],
};

export interface RecipientLookup {
  db: Pick<PrismaClient, 'person'>;
  platformPermissions: PlatformPermissionsByPlatform;
}

/** The ids of the people in a group, by whether the bot can write to them. */
export interface Recipients {
  reachable: readonly string[];
  unreachable: readonly string[];
}

/**
 * The people of a group. Whoever closed the private chat cannot be reached, nor whoever never opened one where a bot may
 * not begin it.
 */
export async function findRecipients(
  { db, platformPermissions }: RecipientLookup,
  eventId: string,
  group: AttendeeGroup,
): Promise<Recipients> {
  const people = await db.person.findMany({
    where: {
      ...withKnownEnumValues.person,
      rsvps: { some: { eventId, state: { in: statesOf[group] } } },
    },
    select: {
      id: true,
      accounts: {
        where: withKnownEnumValues.account,
        orderBy: { createdAt: 'desc' },
        select: { platform: true, chat: { select: { closedAt: true } } },
      },
    },
    orderBy: { id: 'asc' },
  });
  const isReachable = ({ accounts }: (typeof people)[number]) => {
    const chats = accounts.flatMap(({ chat }) => (chat ? [chat] : []));
    if (chats.length > 0) return chats.some(({ closedAt }) => closedAt === null);
    const [newest] = accounts;
    return (
      newest !== undefined && platformPermissions[newest.platform].privateChatUrl() === undefined
    );
  };
  const { reachable = [], unreachable = [] } = Object.groupBy(people, (person) =>
    isReachable(person) ? 'reachable' : 'unreachable',
  );
  const idsOf = (some: readonly { id: string }[]) => some.map(({ id }) => id);
  return { reachable: idsOf(reachable), unreachable: idsOf(unreachable) };
}
