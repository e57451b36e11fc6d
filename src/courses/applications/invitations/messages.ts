import type { CommandContext } from '../../../context/command-context.ts';
import type { Community } from '../../../database/generated/client.ts';
import type { Publications } from '../../../delivery/publications.ts';
import { translators } from '../../../language/catalogue.ts';
import type { Locale } from '../../../language/locale.ts';
import { isolateBidi } from '../../../language/text/bidi.ts';
import {
  button,
  fields,
  footer,
  heading,
  message,
  paragraph,
  textMessage,
} from '../../../message/build.ts';
import type { Action, Message } from '../../../message/message.ts';
import { ensurePrivateChats } from '../../../notifications/private-chats.ts';
import {
  type CourseReader,
  formatSessionTime,
  localizedCourse,
  sessionPlace,
  sharedSessionTime,
} from '../../messages.ts';
import { courseOrigin } from '../../signups/origin.ts';
import type { SessionWithCourse, SignupWithSession } from '../../signups/queries.ts';
import type { Invitation, InvitationNotices } from './invite.ts';

function invitationMessage(
  { session, signup, note }: Invitation,
  { name: community }: Pick<Community, 'name'>,
  locale: Locale,
): Message {
  const { t } = translators[locale];
  const { title, summary } = localizedCourse(session.course, locale);
  const place = sessionPlace(session);
  return message(
    [
      heading(t('applications.invited.title', { title })),
      ...(summary === undefined || summary === '' ? [] : [paragraph(summary)]),
      fields([
        [t('courses.when'), sharedSessionTime(session)],
        ...(place === '' ? [] : [[t('courses.place'), place] as const]),
        ...(note === '' ? [] : [[t('courses.column.note'), note] as const]),
      ]),
      footer(t('applications.invited.from', { community })),
    ],
    {
      buttons: [
        [
          button(
            t('courses.offer.take'),
            {
              command: 'signup',
              args: { course: `id:${session.courseId}`, session: `id:${session.id}` },
              choose: session.course.communityId,
            },
            'primary',
          ),
          button(t('applications.invited.decline'), {
            command: 'signup',
            step: 'decline',
            args: { signup: `id:${signup.id}` },
            choose: session.course.communityId,
          }),
        ],
      ],
    },
  );
}

/** The direct message with an invitation, published in the transaction that makes it. */
export const createInvitationNotices = (
  publications: Pick<Publications, 'publish'>,
): InvitationNotices => ({
  async invited(tx, invitation) {
    const { session, signup } = invitation;
    if (signup.personId === null) return;
    const { course } = session;
    const community = await tx.community.findUniqueOrThrow({ where: { id: course.communityId } });
    await ensurePrivateChats(tx, [signup.personId]);
    await publications.publish(tx, {
      communityId: community.id,
      kind: 'notice',
      origin: courseOrigin(course.id),
      audience: { to: 'people', personIds: [signup.personId] },
      messages: {
        en: invitationMessage(invitation, community, 'en'),
        vi: invitationMessage(invitation, community, 'vi'),
      },
      locale: community.locale,
      expiresAt: session.closesAt ?? session.startsAt,
    });
  },
});

interface Asked {
  session: SessionWithCourse;
  person: { name: string };
  note: string | undefined;
}

/** Asks whether to invite somebody. @param args those of the command, for the button */
export function inviteQuestionMessage(
  { session, person, note }: Asked,
  { args, isReachable }: { args: Action['args']; isReachable: boolean },
  reader: CourseReader & Pick<CommandContext, 'account'>,
): Message {
  const { t, locale, account } = reader;
  const who = isolateBidi(person.name);
  const call = { command: 'application invite', account: account.id, answer: 'update' as const };
  return message(
    [
      paragraph(
        t('applications.invite.ask', {
          who,
          course: localizedCourse(session.course, locale).title,
        }),
      ),
      fields([
        [t('courses.when'), formatSessionTime(session, reader)],
        ...(note === undefined ? [] : [[t('courses.column.note'), note] as const]),
      ]),
      paragraph(
        `${t('applications.invite.noSeat')} ${t(isReachable ? 'roster.tells' : 'roster.cannotTell', { who })}`,
      ),
    ],
    {
      buttons: [
        [
          button(
            t('applications.invite.do'),
            { ...call, step: 'confirm', args, once: true },
            'primary',
          ),
          button(t('courses.ask.leave'), { ...call, step: 'leave', args: {} }),
        ],
      ],
    },
  );
}

export const inviteResultMessage = (
  { session }: Invitation,
  { name }: { name: string },
  reader: CourseReader,
): Message =>
  textMessage(
    reader.t('applications.invite.done', {
      who: isolateBidi(name),
      course: localizedCourse(session.course, reader.locale).title,
      when: formatSessionTime(session, reader),
    }),
    { tone: 'success' },
  );

/** To whom declined. */
export const invitationDeclinedMessage = (
  { session }: SignupWithSession,
  { t, locale }: CourseReader,
): Message =>
  textMessage(
    t('applications.invited.declined', { course: localizedCourse(session.course, locale).title }),
  );
