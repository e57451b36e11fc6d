import type { RequestContext } from '../../context/request-context.ts';
import type { Community, Event, Person, PrismaClient } from '../../database/generated/client.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { accountNames } from '../../people/account-names.ts';

/** Names on a card: who answered first. */
const shownNames = 20;

/** Those who go to an event and want to be named on its card. */
export interface NamedAttendees {
  names: readonly string[];
  /** How many more want to be named. */
  more: number;
}

type Reader = Pick<RequestContext, 'community' | 'person' | 'isPrivate'> & {
  db: Pick<PrismaClient, 'rsvp' | 'membership'>;
};

/**
 * Whether somebody who reads the card of an event is of its community: a link to it may come from anywhere, and in a
 * private chat a community is current that people need not be members of.
 */
const isMember = async (
  { db, community, person, isPrivate }: Reader,
  { id: communityId }: Pick<Community, 'id'>,
): Promise<boolean> =>
  (!isPrivate && community?.id === communityId) ||
  (await db.membership.count({ where: { communityId, personId: person.id } })) > 0;

/** Who is named on the card of an event, for members; undefined where its organisers do not want that. */
export async function readNamed(
  reader: Reader,
  event: Pick<Event, 'id'>,
  community: Pick<Community, 'id' | 'namesAttendees'> | undefined,
): Promise<NamedAttendees | undefined> {
  if (!community?.namesAttendees || !(await isMember(reader, community))) return undefined;
  const { db } = reader;
  const where = { eventId: event.id, state: 'going', isNamed: true } as const;
  const rows = await db.rsvp.findMany({
    where,
    orderBy: { position: 'asc' },
    take: shownNames,
    select: {
      person: {
        select: { accounts: { where: withKnownEnumValues.account, select: { name: true } } },
      },
    },
  });
  const total = rows.length < shownNames ? rows.length : await db.rsvp.count({ where });
  return {
    names: rows.map(({ person }) => accountNames(person.accounts)),
    more: total - rows.length,
  };
}

/**
 * Names a person on the card of an event, or does so no more.
 * @returns whether they are named now
 * @throws UserError when they are not going, or the organisers want no names
 */
export async function toggleNamed(
  { db, person }: { db: Pick<PrismaClient, 'rsvp' | 'community'>; person: Pick<Person, 'id'> },
  { id: eventId, communityId }: Pick<Event, 'id' | 'communityId'>,
): Promise<boolean> {
  const { namesAttendees } = await db.community.findUniqueOrThrow({
    where: { id: communityId },
    select: { namesAttendees: true },
  });
  if (!namesAttendees) throw new UserError('events.named.off');
  const own = { eventId, personId: person.id, state: 'going' } as const;
  const shown = await db.rsvp.updateMany({
    where: { ...own, isNamed: false },
    data: { isNamed: true },
  });
  if (shown.count > 0) return true;
  const hidden = await db.rsvp.updateMany({
    where: { ...own, isNamed: true },
    data: { isNamed: false },
  });
  if (hidden.count === 0) throw new UserError('events.named.notGoing');
  return false;
}
