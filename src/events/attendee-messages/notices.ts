import type { Publications } from '../../delivery/publications.ts';
import { composeInEveryLanguage } from '../announcements/announcement-messages.ts';
import { eventOrigin } from '../origin.ts';
import { attendeeMessage } from './messages.ts';
import type { AttendeeNotices } from './send.ts';

/** Publishes what organisers write to people who answered an event. */
export const createAttendeeNotices = ({
  publications,
  now,
}: {
  publications: Pick<Publications, 'publish'>;
  now: Temporal.Instant;
}): AttendeeNotices => ({
  written: (tx, event, written, { community, personIds }) =>
    publications.publish(tx, {
      communityId: community.id,
      kind: 'notice',
      locale: community.locale,
      origin: eventOrigin(event.id),
      audience: { to: 'people', personIds },
      messages: composeInEveryLanguage(event, now, (reader) =>
        attendeeMessage(event, written, community, reader),
      ),
    }),
});
