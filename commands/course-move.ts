import type { CommandContext } from '../src/context/command-context.ts';
import { ownCourse } from '../src/courses/arguments.ts';
import { createEditNotices } from '../src/courses/change-messages/notices.ts';
import {
  changeQuestionMessage,
  changeResultMessage,
  courseLeftMessage,
} from '../src/courses/change-messages/question-messages.ts';
import {
  changeSession,
  planSessionChange,
  type SessionInput,
} from '../src/courses/editing/edit-session.ts';
import { anySession } from '../src/courses/session-argument.ts';
import { sessionLength } from '../src/courses/session-length.ts';
import type { Course, Session } from '../src/database/generated/client.ts';
import { clearable, clearToken } from '../src/kit/argument-types/clearable.ts';
import { date, formatDateValue } from '../src/kit/argument-types/dates/date.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = {
  course: ownCourse(),
  session: anySession('course'),
  when: date().optional(),
  length: sessionLength().optional(),
  seats: integer({ min: 1, max: 10_000 }).optional(),
  place: clearable(publishedText({ max: 200 })).optional(),
};

interface Target {
  course: Course;
  session: Session;
}

async function ask(context: CommandContext, target: Target, input: SessionInput) {
  const { when, length, seats, place } = input;
  return changeQuestionMessage(
    await planSessionChange(context, target, input),
    {
      when,
      args: {
        ...(when ? { when: formatDateValue(when) } : {}),
        ...(length === undefined ? {} : { length }),
        ...(seats === undefined ? {} : { seats }),
        ...(place === undefined ? {} : { place: place || clearToken }),
        revision: target.session.revision,
      },
    },
    context,
  );
}

export default defineCommand({
  name: 'course move',
  help: { section: 'organiser', order: 44 },
  access,
  visibility,
  args,
  run: ({ args: { course, session, ...input }, ...context }) =>
    ask(context, { course, session: session.session }, input),
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args: { ...args, revision: integer({ min: 0, max: 2_000_000_000 }) },
      async run({ args: { course, session: chosen, revision, ...input }, ...context }) {
        const target = { course, session: chosen.session };
        if (target.session.revision !== revision) return ask(context, target, input);
        const notices = createEditNotices(context);
        return changeResultMessage(
          await changeSession({ ...context, notices }, target, input),
          context,
        );
      },
    }),
    leave: defineAction({ visibility, run: courseLeftMessage }),
  },
});
