import type { PersonalData } from '../../context/modules/personal-data.ts';
import {
  countLine,
  countLineIfAny,
  mergeByOrigin,
  splitByOrigin,
} from '../../context/modules/personal-rows.ts';

/** The addresses of people's own calendars, of which only hashes are stored. */
export const calendarPersonalData: PersonalData = {
  words: { keptTexts: null, linked: 'calendar.personalData.linked' },
  show: async (db, { personId }) => [
    await countLine(
      'calendar.personalData.shown',
      db.calendarAddress.count({ where: { personId } }),
    ),
  ],
  export: async (db, { personId }) => ({
    calendarAddresses: await db.calendarAddress.findMany({
      where: { personId },
      orderBy: { createdAt: 'asc' },
      select: { createdAt: true },
    }),
  }),
  describeErasure: async (tx, { personId }) => ({
    erased: await countLineIfAny(
      'calendar.personalData.erased',
      tx.calendarAddress.count({ where: { personId } }),
    ),
  }),
  merge: (tx, people) => mergeByOrigin(tx, { table: 'CalendarAddress', key: 'hash' }, people),
  split: (tx, account) => splitByOrigin(tx, 'CalendarAddress', account),
};
