import type { PersonalData } from '../context/modules/personal-data.ts';
import {
  countLine,
  countLineIfAny,
  recordOrigin,
  splitByOrigin,
} from '../context/modules/personal-rows.ts';
import type { Transaction } from '../delivery/publications.ts';
import { fillFreeSeats, lockSessions } from '../seats/seats.ts';
import { activeStates, seatStates } from '../seats/states.ts';
import { findDuplicateSignups, mergeSignups } from './merge-signups.ts';
import { announceFilled } from './signups/announce-filled.ts';
import { createSeatNotices } from './signups/notices.ts';

/** Seats in sessions that have begun, those that counted as nobody's while accounts were linked included. */
const pastSeatsOf = (personId: string, now: Date) => ({
  state: 'confirmed' as const,
  session: { startsAt: { lte: now } },
  OR: [{ personId }, { personId: null, originAccount: { personId } }],
});

async function listSessionIds(tx: Transaction, personIds: readonly string[]): Promise<string[]> {
  const signups = await tx.signup.findMany({
    where: { personId: { in: [...personIds] } },
    select: { sessionId: true },
    orderBy: { sessionId: 'asc' },
  });
  return signups.map(({ sessionId }) => sessionId);
}

/** Signups. Seats in sessions that have begun stay taken, without the person; freed seats go to who waits. */
export const coursePersonalData: PersonalData = {
  words: { keptTexts: 'courses.personalData.keptTexts', linked: 'courses.personalData.linked' },
  show: async (db, { personId }) => [
    await countLine('commands.privacy_show.signups', db.signup.count({ where: { personId } })),
  ],
  export: async (db, { personId, accountIds }) => ({
    signups: await db.signup.findMany({
      // Second seats count as nobody's while the accounts are linked.
      where: { OR: [{ personId }, { personId: null, originAccountId: { in: [...accountIds] } }] },
      include: {
        session: { select: { startsAt: true, course: { select: { title: true } } } },
        answers: { include: { question: { select: { label: true } } } },
        consent: { include: { consent: { select: { version: true, text: true } } } },
      },
    }),
  }),
  describeErasure: async (tx, { personId }, now) => ({
    erased: await countLineIfAny(
      'commands.privacy_delete.goes.signups',
      tx.signup.count({
        where: { personId, state: { in: [...activeStates] }, session: { startsAt: { gt: now } } },
      }),
    ),
    anonymized: await countLineIfAny(
      'commands.privacy_delete.stays.seats',
      tx.signup.count({ where: pastSeatsOf(personId, now) }),
    ),
  }),
  lock: async (tx, personIds) => lockSessions(tx, await listSessionIds(tx, personIds)),
  async erase(tx, { personId }, { publications, now: instant }) {
    const now = new Date(instant.epochMilliseconds);
    const held = await tx.signup.findMany({
      where: { personId, state: { in: [...seatStates] } },
      select: { session: { include: { course: true } } },
      orderBy: { sessionId: 'asc' },
    });
    await tx.signupAnswer.deleteMany({ where: { signup: pastSeatsOf(personId, now) } });
    await tx.signupConsent.deleteMany({ where: { signup: pastSeatsOf(personId, now) } });
    await tx.signup.updateMany({
      where: pastSeatsOf(personId, now),
      data: { personId: null, originAccountId: null, note: '' },
    });
    return async () => {
      for (const { session } of held) {
        const filled = await fillFreeSeats(tx, session.id, now);
        await announceFilled(
          tx,
          { notices: createSeatNotices(publications), now },
          session,
          filled,
        );
      }
    };
  },
  findDuplicates: findDuplicateSignups,
  async merge(tx, people, services) {
    await recordOrigin(tx, 'Signup', people);
    await mergeSignups(tx, people, services);
  },
  async split(tx, account) {
    await splitByOrigin(tx, 'Signup', account);
    const { from } = account;
    // A second seat that counted as nobody's belongs again to the person whose account brought it.
    await tx.$executeRaw`
      UPDATE "Signup" s SET "personId" = a."personId" FROM "Account" a
      WHERE a."id" = s."originAccountId" AND s."personId" IS NULL AND a."personId" = ${from}::uuid
        AND NOT EXISTS (SELECT FROM "Signup" o WHERE o."sessionId" = s."sessionId" AND o."personId" = a."personId")`;
  },
};
