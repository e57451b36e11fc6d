import type { CommandContext } from '../src/context/command-context.ts';
import { ownCourse } from '../src/courses/arguments.ts';
import { courseLeftMessage } from '../src/courses/change-messages/question-messages.ts';
import { personOf, rosterPerson } from '../src/courses/roster/changes/arguments.ts';
import type { RosterInput } from '../src/courses/roster/changes/change.ts';
import { createRosterNotices } from '../src/courses/roster/changes/notices.ts';
import { canBeTold } from '../src/courses/roster/changes/person.ts';
import { planRosterChange } from '../src/courses/roster/changes/plan.ts';
import {
  rosterQuestionMessage,
  rosterResultMessage,
} from '../src/courses/roster/changes/question-messages.ts';
import { changeRoster } from '../src/courses/roster/changes/service.ts';
import type { RosterEntry } from '../src/courses/roster/service.ts';
import { anySession, type ChosenSession } from '../src/courses/session-argument.ts';
import type { Course } from '../src/database/generated/client.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = {
  course: ownCourse(),
  session: anySession('course'),
  who: rosterPerson(['confirmed', 'waiting', 'offered']),
  to: anySession('course'),
};

interface Given {
  course: Course;
  session: ChosenSession;
  who: RosterEntry;
  to: ChosenSession;
}

const inputOf = ({ course, session, who, to }: Given): RosterInput => ({
  ...{ action: 'move', course },
  ...{ session: session.session, person: personOf(who), to: to.session },
});

async function ask(context: CommandContext, given: Given) {
  const { course, session, who, to } = given;
  const input = inputOf(given);
  return rosterQuestionMessage(
    await planRosterChange(context, input),
    {
      args: {
        ...{ course: `id:${course.id}`, session: `id:${session.session.id}`, who: `id:${who.id}` },
        to: `id:${to.session.id}`,
      },
      isReachable: await canBeTold(context, input.person),
    },
    context,
  );
}

export default defineCommand({
  name: 'roster move',
  help: { section: 'organiser', order: 51 },
  access,
  visibility,
  args,
  run: ({ args: given, ...context }) => ask(context, given),
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args: { ...args, way: choice(['seat', 'extra', 'waiting'], 'roster.ways.move') },
      async run({ args: { way, ...given }, ...context }) {
        const notices = createRosterNotices(context);
        const outcome = await changeRoster({ ...context, notices }, inputOf(given), way);
        return outcome.kind === 'done'
          ? rosterResultMessage(outcome.change, context)
          : ask(context, given);
      },
    }),
    leave: defineAction({ visibility, run: courseLeftMessage }),
  },
});
