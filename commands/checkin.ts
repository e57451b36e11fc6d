import { checkIn } from '../src/courses/attendance/check-in.ts';
import { checkInMessage } from '../src/courses/attendance/check-in-messages.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'checkin',
  help: { section: 'training', order: 35 },
  visibility: 'private',
  args: { code: text({ max: 200 }) },
  run: async ({ args: { code }, ...context }) =>
    checkInMessage(await checkIn(context, code), context),
});
