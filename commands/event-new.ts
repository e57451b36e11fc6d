import { announceEvent } from '../src/events/announce.ts';
import { createEvent } from '../src/events/organise.ts';
import { ownEvent } from '../src/events/pick.ts';
import { end } from '../src/events/until.ts';
import { tellWaiting } from '../src/events/waiting.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { date } from '../src/kit/kinds/date.ts';
import { publishedText } from '../src/kit/kinds/published-text.ts';
import { webLink } from '../src/kit/kinds/web-link.ts';
import { defineCommand, defineStep } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));

export default defineCommand({
  name: 'event new',
  access,
  visibility: 'private',
  args: {
    title: publishedText({ max: 200 }),
    when: date({ several: true }),
    source: webLink().optional(),
    until: end().optional(),
    place: publishedText({ max: 200 }).optional(),
    topic: publishedText({ max: 60 }).optional(),
    link: webLink().optional(),
    summary: publishedText({ max: 1500 }).optional(),
    other_title: publishedText({ max: 200 }).optional(),
    other_summary: publishedText({ max: 1500 }).optional(),
  },
  run: (call) => createEvent(call, call.args),
  steps: {
    announce: defineStep({
      access,
      args: { event: ownEvent() },
      visibility: 'private',
      run: (call) => announceEvent(call, call.args.event, tellWaiting),
    }),
  },
});
