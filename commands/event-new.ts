import { announceEvent } from '../src/events/announcements/announce.ts';
import { publishPendingChange } from '../src/events/announcements/pending-changes.ts';
import { ownEvent } from '../src/events/arguments.ts';
import { eventEnd } from '../src/events/event-end.ts';
import { createEvent } from '../src/events/service.ts';
import { date } from '../src/kit/argument-types/date.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { webLink } from '../src/kit/argument-types/web-link.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));

export default defineCommand({
  name: 'event new',
  access,
  visibility: 'private',
  args: {
    title: publishedText({ max: 200 }),
    when: date({ several: true }),
    source: webLink().optional(),
    until: eventEnd().optional(),
    place: publishedText({ max: 200 }).optional(),
    topic: publishedText({ max: 60 }).optional(),
    link: webLink().optional(),
    summary: publishedText({ max: 1500 }).optional(),
    other_title: publishedText({ max: 200 }).optional(),
    other_summary: publishedText({ max: 1500 }).optional(),
  },
  run: (call) => createEvent(call, call.args),
  steps: {
    announce: defineAction({
      access,
      args: { event: ownEvent() },
      visibility: 'private',
      run: (call) => announceEvent(call, call.args.event, publishPendingChange),
    }),
  },
});
