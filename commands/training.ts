import { requireCommunity } from '../src/context/command-context.ts';
import { displayArguments, withDisplaySettings } from '../src/context/display-settings.ts';
import { showCourseList } from '../src/courses/course-list.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'training',
  access: inCommunity,
  isReadOnly: true,
  args: {
    query: text({ max: 100 }).optional(),
    page: integer({ min: 1, max: 1000 }).default(1).hide(),
    ...displayArguments,
  },
  run: (call) =>
    showCourseList(withDisplaySettings(call, call.args), requireCommunity(call).id, call.args),
});
