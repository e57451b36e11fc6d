import { type CommandContext, requireCommunity } from '../src/context/command-context.ts';
import { ownCourse } from '../src/courses/arguments.ts';
import { createEditNotices } from '../src/courses/change-messages/notices.ts';
import {
  changeQuestionMessage,
  changeResultMessage,
  courseLeftMessage,
} from '../src/courses/change-messages/question-messages.ts';
import {
  type CourseInput,
  editCourseArguments,
  encodeCourseInput,
} from '../src/courses/editing/arguments.ts';
import { editCourse, planCourseEdit } from '../src/courses/editing/edit-course.ts';
import type { Course } from '../src/database/generated/client.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { storeGivenPicture } from '../src/pictures/picture-input.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = { course: ownCourse(), ...editCourseArguments() };

const ask = async (context: CommandContext, course: Course, input: CourseInput) =>
  changeQuestionMessage(
    await planCourseEdit(context, course, input, requireCommunity(context)),
    { args: { ...encodeCourseInput(input), revision: course.revision } },
    context,
  );

export default defineCommand({
  name: 'course edit',
  help: { section: 'organiser', order: 42 },
  access,
  visibility,
  args,
  run: async ({ args: { course, ...given }, ...context }) =>
    ask(context, course, await storeGivenPicture(context, given, course.pictureHash !== null)),
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args: { ...args, revision: integer({ min: 0, max: 2_000_000_000 }) },
      async run({ args: { course, revision, ...given }, ...context }) {
        const input = await storeGivenPicture(context, given, course.pictureHash !== null);
        if (course.revision !== revision) return ask(context, course, input);
        const notices = createEditNotices(context);
        return changeResultMessage(
          await editCourse({ ...context, notices }, course, input, requireCommunity(context)),
          context,
        );
      },
    }),
    leave: defineAction({ visibility, run: courseLeftMessage }),
  },
});
