import { ownEvent } from '../src/events/arguments.ts';
import { eventLeftMessage } from '../src/events/editing/confirm.ts';
import { askToEditEvent } from '../src/events/editing/edit.ts';
import { eventEnd } from '../src/events/event-end.ts';
import { editEvent, publishPendingNow } from '../src/events/service.ts';
import { clearable } from '../src/kit/argument-types/clearable.ts';
import { date } from '../src/kit/argument-types/date.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { webLink } from '../src/kit/argument-types/web-link.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = {
  event: ownEvent(),
  title: publishedText({ max: 200 }).optional(),
  when: date({ several: true }).optional(),
  until: eventEnd().optional(),
  place: clearable(publishedText({ max: 200 })).optional(),
  topic: clearable(publishedText({ max: 60 })).optional(),
  source: clearable(webLink()).optional(),
  link: clearable(webLink()).optional(),
  summary: clearable(publishedText({ max: 1500 })).optional(),
  other_title: clearable(publishedText({ max: 200 })).optional(),
  other_summary: clearable(publishedText({ max: 1500 })).optional(),
};

export default defineCommand({
  name: 'event edit',
  access,
  visibility,
  args,
  run: ({ args: { event, ...input }, ...call }) => askToEditEvent(call, event, input),
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args: { ...args, revision: integer({ min: 0, max: 2_000_000_000 }) },
      run: ({ args: { event, revision, ...input }, ...call }) =>
        event.revision === revision
          ? editEvent(call, event, input)
          : askToEditEvent(call, event, input),
    }),
    leave: defineAction({ visibility, run: eventLeftMessage }),
    tell: defineAction({
      access,
      visibility,
      args: { event: ownEvent() },
      run: (call) => publishPendingNow(call, call.args.event),
    }),
  },
});
