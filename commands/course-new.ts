import { requireCommunity } from '../src/context/command-context.ts';
import { courseCreatedMessage } from '../src/courses/organiser-messages.ts';
import { createCourse } from '../src/courses/service.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { webLink } from '../src/kit/argument-types/web-link.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'course new',
  help: { section: 'organiser', order: 40 },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: {
    title: publishedText({ max: 200 }),
    summary: publishedText({ max: 1500 }).optional(),
    trainer: publishedText({ max: 200 }).optional(),
    source: webLink().optional(),
    other_title: publishedText({ max: 200 }).optional(),
    other_summary: publishedText({ max: 1500 }).optional(),
  },
  run: async (context) =>
    courseCreatedMessage(
      await createCourse(context, requireCommunity(context), context.args),
      context,
    ),
});
