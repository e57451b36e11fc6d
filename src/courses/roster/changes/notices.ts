import type { Community } from '../../../database/generated/client.ts';
import type { Publications } from '../../../delivery/publications.ts';
import { translators } from '../../../language/catalogue.ts';
import type { Locale } from '../../../language/locale.ts';
import { button, fields, footer, heading, message } from '../../../message/build.ts';
import type { Message } from '../../../message/message.ts';
import { ensurePrivateChats } from '../../../notifications/private-chats.ts';
import { localizedCourse, sessionPlace, sharedSessionTime } from '../../messages.ts';
import { createSeatNotices } from '../../signups/notices.ts';
import { courseOrigin } from '../../signups/origin.ts';
import type { RosterChange } from './change.ts';
import type { RosterServices } from './service.ts';

/** What the person reads: what became of them, where, and what they can do. */
function rosterNotice(
  { action, course, session, target, signup, reason }: RosterChange,
  { name: community }: Pick<Community, 'name'>,
  locale: Locale,
): Message {
  const { t } = translators[locale];
  const { title } = localizedCourse(course, locale);
  const place = sessionPlace({ ...target, course });
  const isIn = action !== 'remove';
  const calendar = button(t('calendar.add'), {
    command: 'signup',
    step: 'calendar',
    args: { signup: `id:${signup.id}` },
  });
  return message(
    [
      heading(t(`roster.told.${action}.${signup.state}`, { title })),
      fields([
        [t('courses.when'), sharedSessionTime(target)],
        ...(target.id === session.id
          ? []
          : [[t('courses.previously'), sharedSessionTime(session)] as const]),
        ...(place === '' || !isIn ? [] : [[t('courses.place'), place] as const]),
        ...(reason === undefined ? [] : [[t('courses.reason'), reason] as const]),
      ]),
      footer(t(isIn ? 'roster.told.from' : 'roster.told.removedBy', { community })),
    ],
    {
      tone: isIn ? 'success' : 'warning',
      buttons: [
        [
          button(t('courses.mine'), { command: 'mine', args: {} }),
          ...(signup.state === 'confirmed' ? [calendar] : []),
        ],
      ],
    },
  );
}

/** Direct messages about changes by hand and about seats, published in the transaction that made them. */
export const createRosterNotices = ({
  publications,
}: {
  publications: Pick<Publications, 'publish'>;
}): RosterServices['notices'] => ({
  ...createSeatNotices(publications),
  async changed(tx, change) {
    const { course, person, target } = change;
    const community = await tx.community.findUniqueOrThrow({ where: { id: course.communityId } });
    await ensurePrivateChats(tx, [person.id]);
    await publications.publish(tx, {
      communityId: community.id,
      kind: 'notice',
      origin: courseOrigin(course.id),
      audience: { to: 'people', personIds: [person.id] },
      messages: {
        en: rosterNotice(change, community, 'en'),
        vi: rosterNotice(change, community, 'vi'),
      },
      locale: community.locale,
      expiresAt: target.endsAt,
    });
  },
});
