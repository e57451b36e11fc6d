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
import type { DecideServices, Decision } from './decide.ts';

/** How long after the session one is still told that nobody decided, in milliseconds. */
const lateMs = 3 * 24 * 3_600_000;

/** What the applicant reads: what came of it, why, and what they can do. */
function decisionNotice(
  { outcome, session, signup }: Decision,
  { name: community }: Pick<Community, 'name'>,
  locale: Locale,
): Message {
  const { t } = translators[locale];
  const place = sessionPlace(session);
  const isIn = outcome === 'confirmed' || outcome === 'waiting';
  const calendar = button(t('calendar.add'), {
    command: 'signup',
    step: 'calendar',
    args: { signup: `id:${signup.id}` },
  });
  return message(
    [
      heading(
        t(`applications.told.${outcome}`, { title: localizedCourse(session.course, locale).title }),
      ),
      fields([
        [t('courses.when'), sharedSessionTime(session)],
        ...(place === '' || !isIn ? [] : [[t('courses.place'), place] as const]),
        ...(outcome === 'rejected' ? [[t('courses.reason'), signup.reason] as const] : []),
      ]),
      footer(t(`applications.told.${isIn ? 'from' : 'others'}`, { community })),
    ],
    {
      tone: outcome === 'confirmed' ? 'success' : 'plain',
      buttons: [
        [
          button(t('courses.mine'), { command: 'mine', args: {} }),
          ...(outcome === 'confirmed' ? [calendar] : []),
        ],
      ],
    },
  );
}

/** Direct messages about decisions and about seats, published in the transaction that made them. */
export const createDecisionNotices = (
  publications: Pick<Publications, 'publish'>,
): DecideServices['notices'] => ({
  ...createSeatNotices(publications),
  async decided(tx, decision) {
    const { course, endsAt } = decision.session;
    const community = await tx.community.findUniqueOrThrow({ where: { id: course.communityId } });
    await ensurePrivateChats(tx, [decision.personId]);
    await publications.publish(tx, {
      communityId: community.id,
      kind: 'notice',
      origin: courseOrigin(course.id),
      audience: { to: 'people', personIds: [decision.personId] },
      messages: {
        en: decisionNotice(decision, community, 'en'),
        vi: decisionNotice(decision, community, 'vi'),
      },
      locale: community.locale,
      expiresAt: decision.outcome === 'undecided' ? new Date(endsAt.getTime() + lateMs) : endsAt,
    });
  },
});
