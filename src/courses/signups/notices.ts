import type { Publications } from '../../delivery/publications.ts';
import { translators } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';
import { button, fields, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { ensurePrivateChats } from '../../notifications/private-chats.ts';
import { localizedCourse, sessionPlace, sharedSessionTime } from '../messages.ts';
import type { SessionWithCourse } from './queries.ts';
import type { SeatNotices } from './service.ts';

function promotedMessage({ course, ...session }: SessionWithCourse, locale: Locale): Message {
  const { t } = translators[locale];
  const place = sessionPlace({ ...session, course });
  return message(
    [
      paragraph(t('courses.promoted')),
      fields([
        [t('courses.course'), localizedCourse(course, locale).title],
        [t('courses.when'), sharedSessionTime(session)],
        ...(place === '' ? [] : [[t('courses.place'), place] as const]),
      ]),
      paragraph(t('courses.promotedThen')),
    ],
    { tone: 'success', buttons: [[button(t('courses.mine'), { command: 'mine', args: {} })]] },
  );
}

/** Direct messages about seats, published in the transaction that changed them. */
export const createSeatNotices = (publications: Pick<Publications, 'publish'>): SeatNotices => ({
  async promoted(tx, session, personIds) {
    if (personIds.length === 0) return;
    const { communityId } = session.course;
    const { locale } = await tx.community.findUniqueOrThrow({ where: { id: communityId } });
    await ensurePrivateChats(tx, personIds);
    await publications.publish(tx, {
      communityId,
      kind: 'notice',
      audience: { to: 'people', personIds },
      messages: { en: promotedMessage(session, 'en'), vi: promotedMessage(session, 'vi') },
      locale,
      expiresAt: session.endsAt,
    });
  },
});
