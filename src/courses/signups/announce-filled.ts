import { quietHoursEnd } from '../../delivery/ledger/quiet-hours.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import type { FilledSeats } from '../../seats/seats.ts';
import { offerEnd, usualOfferMinutes } from './offer-end.ts';
import type { SessionWithCourse } from './queries.ts';
import type { SeatNotices } from './seat-notices.ts';

/** When the quiet hours of a person's private chats end in which a time is. */
async function readQuietHours(
  tx: Transaction,
  personId: string,
  fallbackZone: string,
): Promise<(at: number) => number | undefined> {
  const chats = await tx.chat.findMany({
    where: { account: { personId }, quietFrom: { not: null } },
    select: {
      ...{ quietFrom: true, quietUntil: true, zone: true },
      account: { select: { person: { select: { zone: true } } } },
    },
  });
  return (at) => {
    const ends = chats.flatMap(
      ({ account, zone, ...hours }) =>
        quietHoursEnd(hours, firstValidZone(fallbackZone, zone, account?.person.zone), at) ?? [],
    );
    return ends.length === 0 ? undefined : Math.max(...ends);
  };
}

/** Notes until when each of the seats is kept. */
async function timeOffers(
  tx: Transaction,
  { id: sessionId, startsAt, zone, course }: SessionWithCourse,
  personIds: readonly string[],
  now: Date,
) {
  const offers = [];
  for (const personId of personIds) {
    const until = offerEnd({
      ...{ now: now.getTime(), startsAt: startsAt.getTime(), freezeMinutes: course.freezeMinutes },
      offerMinutes: course.offerMinutes ?? usualOfferMinutes,
      quietEnd: await readQuietHours(tx, personId, firstValidZone('UTC', zone)),
    });
    const signup = await tx.signup.update({
      where: { sessionId_personId: { sessionId, personId } },
      data: { offeredUntil: new Date(until) },
    });
    offers.push({ signup, personId, until: new Date(until) });
  }
  return offers;
}

/** Tells everyone on a waiting list to whom a seat went, or is offered, in the transaction that did it. */
export async function announceFilled(
  tx: Transaction,
  { notices, now }: { notices: SeatNotices; now: Date },
  session: SessionWithCourse,
  { confirmed, offered }: FilledSeats,
): Promise<void> {
  await notices.promoted(tx, session, confirmed);
  for (const offer of await timeOffers(tx, session, offered, now))
    await notices.offered(tx, session, offer);
}
