import { resolveAccountReference } from '../src/context/accounts.ts';
import { ensureMembership } from '../src/context/current-community.ts';
import { invite } from '../src/courses/applications/invitations/invite.ts';
import {
  createInvitationNotices,
  inviteQuestionMessage,
  inviteResultMessage,
} from '../src/courses/applications/invitations/messages.ts';
import { ownCourse } from '../src/courses/arguments.ts';
import { courseLeftMessage } from '../src/courses/change-messages/question-messages.ts';
import { canBeTold, findNamedPerson } from '../src/courses/roster/changes/person.ts';
import { openSession } from '../src/courses/session-argument.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { person } from '../src/kit/argument-types/references/person.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { memberDirectory } from '../src/people/member-directory.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = {
  course: ownCourse(),
  session: openSession('course'),
  who: person(memberDirectory()),
  note: publishedText({ max: 300 }).optional(),
};

export default defineCommand({
  name: 'application invite',
  help: { section: 'organiser', order: 59 },
  access,
  visibility,
  args,
  async run({ args: { course, session: chosen, who, note }, ...context }) {
    const named = await findNamedPerson(context, who);
    const session = { ...chosen.session, course };
    return inviteQuestionMessage(
      { session, person: named, note },
      {
        args: {
          ...{ course: `id:${course.id}`, session: `id:${session.id}`, who },
          ...(note === undefined ? {} : { note }),
        },
        isReachable: await canBeTold(context, named),
      },
      context,
    );
  },
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args,
      async run({ args: { course, session: chosen, who, note }, ...context }) {
        const { account, db } = context;
        const { personId } = await resolveAccountReference(db, account.platform, who);
        await ensureMembership(db, personId, course.communityId);
        const { name } = await findNamedPerson(context, who);
        const notices = createInvitationNotices(context.publications);
        const invitation = await invite(
          { ...context, notices },
          { ...chosen.session, course },
          { person: { id: personId, name }, note },
        );
        return inviteResultMessage(invitation, { name }, context);
      },
    }),
    leave: defineAction({ visibility, run: courseLeftMessage }),
  },
});
