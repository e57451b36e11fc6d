import { tableArguments, withTables } from '../src/context/tables.ts';
import { ownCourse } from '../src/courses/arguments.ts';
import { listQuestions } from '../src/courses/questions/questions.ts';
import { rosterFileMessage, rosterMessage } from '../src/courses/roster/messages.ts';
import { readRoster } from '../src/courses/roster/service.ts';
import { anySession } from '../src/courses/session-argument.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { sheetFormats } from '../src/message/sheets/sheet-file.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'course roster',
  help: { section: 'organiser', order: 50 },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: {
    course: ownCourse(),
    session: anySession('course').optional(),
    file: choice(sheetFormats, 'courses.formats').optional(),
    ...tableArguments,
  },
  async run(context) {
    const { course, session, file } = context.args;
    const sessionId = session?.session.id;
    const sessions = await readRoster(context, course, sessionId);
    if (file !== undefined) {
      const questions = course.asks ? await listQuestions(context.db, course.id) : [];
      return rosterFileMessage(course, { sessions, questions }, context, file);
    }
    const reader = withTables(context, context.args, 'private');
    return rosterMessage(course, sessions, reader, sessionId);
  },
});
