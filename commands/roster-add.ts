import { resolveAccountReference } from '../src/context/accounts.ts';
import type { CommandContext } from '../src/context/command-context.ts';
import { ensureMembership } from '../src/context/current-community.ts';
import { ownCourse } from '../src/courses/arguments.ts';
import { courseLeftMessage } from '../src/courses/change-messages/question-messages.ts';
import type { RosterInput } from '../src/courses/roster/changes/change.ts';
import { createRosterNotices } from '../src/courses/roster/changes/notices.ts';
import { canBeTold, findNamedPerson } from '../src/courses/roster/changes/person.ts';
import { planRosterChange } from '../src/courses/roster/changes/plan.ts';
import {
  rosterQuestionMessage,
  rosterResultMessage,
} from '../src/courses/roster/changes/question-messages.ts';
import { changeRoster } from '../src/courses/roster/changes/service.ts';
import { anySession } from '../src/courses/session-argument.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { person } from '../src/kit/argument-types/references/person.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import type { PersonReference } from '../src/kit/define/raw-value.ts';
import { memberDirectory } from '../src/people/member-directory.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = {
  course: ownCourse(),
  session: anySession('course'),
  who: person(memberDirectory()),
  note: text({ max: 300 }).optional(),
};

async function ask(context: CommandContext, input: RosterInput, who: PersonReference) {
  const { course, session, note } = input;
  return rosterQuestionMessage(
    await planRosterChange(context, input),
    {
      args: {
        ...{ course: `id:${course.id}`, session: `id:${session.id}`, who },
        ...(note === undefined ? {} : { note }),
      },
      isReachable: await canBeTold(context, input.person),
    },
    context,
  );
}

export default defineCommand({
  name: 'roster add',
  help: { section: 'organiser', order: 51 },
  access,
  visibility,
  args,
  async run({ args: { course, session, who, note }, ...context }) {
    const named = await findNamedPerson(context, who);
    return ask(
      context,
      { action: 'add', course, note, session: session.session, person: named },
      who,
    );
  },
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args: { ...args, way: choice(['seat', 'extra', 'waiting'], 'roster.ways.add') },
      async run({ args: { course, session, who, note, way }, ...context }) {
        const { personId } = await resolveAccountReference(
          context.db,
          context.account.platform,
          who,
        );
        await ensureMembership(context.db, personId, course.communityId);
        const { name } = await findNamedPerson(context, who);
        const input: RosterInput = {
          ...{ action: 'add', course, note },
          ...{ session: session.session, person: { id: personId, name } },
        };
        const notices = createRosterNotices(context);
        const outcome = await changeRoster({ ...context, notices }, input, way);
        return outcome.kind === 'done'
          ? rosterResultMessage(outcome.change, context)
          : ask(context, input, who);
      },
    }),
    leave: defineAction({ visibility, run: courseLeftMessage }),
  },
});
