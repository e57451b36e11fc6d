import { recordAudit } from '../../context/audit.ts';
import type { Account, Event, PrismaClient, RsvpState } from '../../database/generated/client.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import { compareNames } from '../../language/text/compare-names.ts';
import { accountNames } from '../../people/account-names.ts';
import { readTurnout, type Turnout } from '../rsvp/turnout.ts';
import { countWorth, type WorthCounts } from '../thanks/feedback.ts';

/** The answers that organisers see with names, in the order in which they are shown. */
export const attendeeStates = ['going', 'maybe', 'waiting'] as const satisfies RsvpState[];
type AttendeeState = (typeof attendeeStates)[number];

export interface Attendee {
  state: AttendeeState;
  /** Among those who answered the same, from 1. */
  number: number;
  accounts: readonly Pick<Account, 'name' | 'username' | 'platform' | 'platformId'>[];
  /** How many guests they bring. */
  guests: number;
  /** Since when they answer so. */
  since: Date;
}

/** Who answered an event, and how many. */
export interface Attendees {
  event: Event;
  turnout: Turnout;
  /** How many found it worth their time; undefined where nobody has said. */
  worth: WorthCounts | undefined;
  all: readonly Attendee[];
}

/** Reads who answered: by name, those who wait in the order in which they get places. The reading is recorded. */
export async function readAttendees(
  { db, account }: { db: PrismaClient; account: Pick<Account, 'id'> },
  event: Event,
): Promise<Attendees> {
  const { id: eventId, communityId, title } = event;
  const rows = await db.rsvp.findMany({
    where: { ...withKnownEnumValues.rsvp, eventId },
    orderBy: { position: 'asc' },
    select: {
      state: true,
      guests: true,
      changedAt: true,
      person: {
        select: {
          accounts: {
            where: withKnownEnumValues.account,
            orderBy: [{ platform: 'asc' }, { id: 'asc' }],
            select: { name: true, username: true, platform: true, platformId: true },
          },
        },
      },
    },
  });
  await recordAudit(db, {
    communityId,
    accountId: account.id,
    action: 'event.attendees',
    details: { event: eventId, title },
  });
  const named = rows.map(({ person: { accounts }, ...row }) => ({
    ...{ ...row, accounts },
    name: accountNames(accounts),
  }));
  const all = attendeeStates.flatMap((state) => {
    const inState = named.filter((row) => row.state === state);
    const ordered =
      state === 'waiting'
        ? inState
        : inState.toSorted((one, other) => compareNames(one.name, other.name));
    return ordered.map(
      ({ accounts, guests, changedAt: since }, at): Attendee => ({
        ...{ state, accounts, guests, since },
        number: at + 1,
      }),
    );
  });
  return {
    ...{ event, all },
    turnout: await readTurnout(db, eventId),
    worth: await countWorth(db, eventId),
  };
}
