import { createCourse } from '../src/courses/organise.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { text } from '../src/kit/kinds/text.ts';
import { webLink } from '../src/kit/kinds/web-link.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'course new',
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: {
    title: text({ max: 200 }),
    summary: text({ max: 1500 }).optional(),
    trainer: text({ max: 200 }).optional(),
    source: webLink().optional(),
    other_title: text({ max: 200 }).optional(),
    other_summary: text({ max: 1500 }).optional(),
  },
  run: (call) => createCourse(call, call.args),
});
