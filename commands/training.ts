import { nowAsDate, requireCommunity } from '../src/context/command-context.ts';
import { displayArguments, withDisplaySettings } from '../src/context/display-settings.ts';
import { tableArguments, withTables } from '../src/context/tables.ts';
import { courseListMessage } from '../src/courses/list/course-list-messages.ts';
import { readCoursePage } from '../src/courses/list/course-page.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'training',
  help: { section: 'training', order: 10 },
  access: inCommunity,
  isReadOnly: true,
  args: {
    query: text({ max: 100 }).optional(),
    page: integer({ min: 1, max: 1000 }).default(1).hide(),
    ...displayArguments,
    ...tableArguments,
  },
  async run(context) {
    const { query, page } = context.args;
    const { id: communityId } = requireCommunity(context);
    const now = nowAsDate(context);
    const found = await readCoursePage(context.db, { communityId, now, query }, page);
    const reader = withTables(withDisplaySettings(context, context.args), context.args);
    return courseListMessage(found, query, reader);
  },
});
