import type { Publications, Transaction } from '../../delivery/publications.ts';
import { translators } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';
import {
  button,
  type Content,
  fields,
  type MessageOptions,
  message,
  paragraph,
  withTime,
} from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { ensurePrivateChats } from '../../notifications/private-chats.ts';
import { localizedCourse, sessionPlace, sharedSessionTime } from '../messages.ts';
import type { SessionWithCourse } from './queries.ts';
import type { SeatNotices, SeatOffer } from './seat-notices.ts';

/** A sentence about a seat in a session, and which session that is. */
function seatNotice(
  { course, ...session }: SessionWithCourse,
  locale: Locale,
  { first, next, ...options }: MessageOptions & { first: Content; next: string },
): Message {
  const { t } = translators[locale];
  const place = sessionPlace({ ...session, course });
  return message(
    [
      paragraph(first),
      fields([
        [t('courses.course'), localizedCourse(course, locale).title],
        [t('courses.when'), sharedSessionTime(session)],
        ...(place === '' ? [] : [[t('courses.place'), place] as const]),
      ]),
      paragraph(next),
    ],
    options,
  );
}

function promotedMessage(session: SessionWithCourse, locale: Locale): Message {
  const { t } = translators[locale];
  return seatNotice(session, locale, {
    ...{ first: t('courses.promoted'), next: t('courses.promotedThen'), tone: 'success' },
    buttons: [
      [
        button(t('courses.mine'), { command: 'mine', args: {} }),
        button(t('calendar.add'), {
          ...{ command: 'signup', step: 'calendar' },
          args: { signup: `id:${session.id}` },
        }),
      ],
    ],
  });
}

function offeredMessage(
  session: SessionWithCourse,
  { signup, until }: SeatOffer,
  locale: Locale,
): Message {
  const { t } = translators[locale];
  const args = { signup: `id:${signup.id}` };
  return seatNotice(session, locale, {
    first: withTime((time) => t('courses.offer.until', { time }), until),
    next: t(`courses.offer.${signup.replacesId ? 'swap' : 'then'}`),
    tone: 'success',
    buttons: [
      [
        button(t('courses.offer.take'), { command: 'signup', step: 'take', args }, 'primary'),
        button(t('courses.offer.pass'), { command: 'signup', step: 'pass', args }),
      ],
    ],
  });
}

function lapsedMessage(session: SessionWithCourse, locale: Locale): Message {
  const { t } = translators[locale];
  return seatNotice(session, locale, {
    ...{ first: t('courses.offer.lapsed'), next: t('courses.offer.lapsedThen') },
    buttons: [
      [
        button(t('courses.offer.waitAgain'), {
          command: 'signup',
          args: { course: `id:${session.courseId}`, session: `id:${session.id}` },
        }),
      ],
    ],
  });
}

/** Direct messages about seats, published in the transaction that changed them. */
export function createSeatNotices(publications: Pick<Publications, 'publish'>): SeatNotices {
  async function send(
    tx: Transaction,
    { course: { communityId } }: SessionWithCourse,
    personIds: readonly string[],
    { compose, expiresAt }: { compose(locale: Locale): Message; expiresAt: Date },
  ): Promise<void> {
    if (personIds.length === 0) return;
    const { locale } = await tx.community.findUniqueOrThrow({ where: { id: communityId } });
    await ensurePrivateChats(tx, personIds);
    await publications.publish(tx, {
      communityId,
      kind: 'notice',
      audience: { to: 'people', personIds: [...personIds] },
      messages: { en: compose('en'), vi: compose('vi') },
      locale,
      expiresAt,
    });
  }
  return {
    promoted: (tx, session, personIds) =>
      send(tx, session, personIds, {
        compose: (locale) => promotedMessage(session, locale),
        expiresAt: session.endsAt,
      }),
    offered: (tx, session, offer) =>
      send(tx, session, [offer.personId], {
        compose: (locale) => offeredMessage(session, offer, locale),
        // Whoever reads it later could not take it any more.
        expiresAt: offer.until,
      }),
    lapsed: (tx, session, personIds) =>
      send(tx, session, personIds, {
        compose: (locale) => lapsedMessage(session, locale),
        expiresAt: session.startsAt,
      }),
  };
}
