import { editEvent } from '../src/events/organise.ts';
import { ownEvent } from '../src/events/pick.ts';
import { end } from '../src/events/until.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { date } from '../src/kit/kinds/date.ts';
import { publishedText } from '../src/kit/kinds/published-text.ts';
import { webLink } from '../src/kit/kinds/web-link.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'event edit',
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: {
    event: ownEvent(),
    title: publishedText({ max: 200 }).optional(),
    when: date().optional(),
    until: end().optional(),
    place: publishedText({ max: 200 }).optional(),
    topic: publishedText({ max: 60 }).optional(),
    source: webLink().optional(),
    link: webLink().optional(),
    summary: publishedText({ max: 1500 }).optional(),
    other_title: publishedText({ max: 200 }).optional(),
    other_summary: publishedText({ max: 1500 }).optional(),
  },
  run: ({ args: { event, ...input }, ...call }) => editEvent(call, event, input),
});
