import { type BoardSection, boardTextLimits } from '../../context/modules/board-section.ts';
import { button } from '../../message/build.ts';
import { sharedEventTime } from '../announcements/announcement-messages.ts';
import { eventSummary } from '../messages.ts';
import { findEvents } from '../queries.ts';

const maxEvents = 7;

/** The next events, cancelled ones included so that people learn of it. */
export const eventsOnBoard: BoardSection = {
  order: 20,
  title: ({ t }) => t('board.events'),
  async entries(db, { communityId, now }) {
    const { events } = await findEvents(db, { communityId, from: now, take: maxEvents });
    return events.map((event) => (reader) => {
      const when = sharedEventTime(event, reader);
      return eventSummary(event, reader, { when, separator: ' · ', limits: boardTextLimits });
    });
  },
  button: ({ t }) => button(t('board.allEvents'), { command: 'board', step: 'events', args: {} }),
};
