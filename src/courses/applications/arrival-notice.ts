import {
  findRoleMembers,
  pickReachableAccounts,
  type RoleMemberLookup,
} from '../../context/roles/role-members.ts';
import type { Account, Community } from '../../database/generated/client.ts';
import type { Publications } from '../../delivery/publications.ts';
import { translators } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';
import { button, fields, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { getOrCreatePrivateChats } from '../../notifications/direct-message.ts';
import { localizedCourse, sharedSessionTime } from '../messages.ts';
import type { SessionWithCourse } from '../signups/queries.ts';
import type { ApplicationNotice } from '../signups/seat-notices.ts';

/** It names nobody: the queue reads names when it is shown, so that nothing is left of whoever is erased. */
function appliedMessage({ course, ...session }: SessionWithCourse, locale: Locale): Message {
  const { t } = translators[locale];
  const { title } = localizedCourse(course, locale);
  return message(
    [
      paragraph(t('applications.applied', { title })),
      fields([[t('courses.when'), sharedSessionTime(session)]]),
    ],
    {
      buttons: [
        [
          button(
            t('applications.show'),
            {
              command: 'application list',
              args: { course: `id:${course.id}` },
              choose: course.communityId,
            },
            'primary',
          ),
        ],
      ],
    },
  );
}

const findOrganisers = async (lookup: RoleMemberLookup, community: Community): Promise<Account[]> =>
  pickReachableAccounts(lookup.db, await findRoleMembers(lookup, community, 'organiser'));

/**
 * Prepares telling the organisers of a community. Whom to tell is read from the platforms, hence before the transaction.
 * They are told when the queue of a course is no longer empty, not of each application.
 */
export async function prepareApplicationNotice(
  lookup: RoleMemberLookup & { publications: Pick<Publications, 'publish'> },
  communityId: string,
): Promise<ApplicationNotice> {
  const { db, publications } = lookup;
  const community = await db.community.findUniqueOrThrow({ where: { id: communityId } });
  const organisers = await findOrganisers(lookup, community);
  return async (tx, session) => {
    const inQueue = await tx.signup.count({
      where: { state: 'pending', session: { courseId: session.courseId } },
    });
    if (inQueue > 1 || organisers.length === 0) return;
    const chats = await getOrCreatePrivateChats(tx, organisers);
    await publications.publish(tx, {
      communityId,
      kind: 'notice',
      locale: community.locale,
      audience: { to: 'chats', chatIds: chats.map(({ id }) => id) },
      messages: { en: appliedMessage(session, 'en'), vi: appliedMessage(session, 'vi') },
      expiresAt: session.startsAt,
    });
  };
}
