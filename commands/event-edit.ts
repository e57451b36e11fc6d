import { leaveEvent } from '../src/events/ask.ts';
import { askToEdit } from '../src/events/edit.ts';
import { editEvent, tellNow } from '../src/events/organise.ts';
import { ownEvent } from '../src/events/pick.ts';
import { end } from '../src/events/until.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { clearable } from '../src/kit/kinds/clearable.ts';
import { date } from '../src/kit/kinds/date.ts';
import { integer } from '../src/kit/kinds/integer.ts';
import { publishedText } from '../src/kit/kinds/published-text.ts';
import { webLink } from '../src/kit/kinds/web-link.ts';
import { defineCommand, defineStep } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = {
  event: ownEvent(),
  title: publishedText({ max: 200 }).optional(),
  when: date({ several: true }).optional(),
  until: end().optional(),
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
  run: ({ args: { event, ...input }, ...call }) => askToEdit(call, event, input),
  steps: {
    confirm: defineStep({
      access,
      visibility,
      args: { ...args, revision: integer({ min: 0, max: 2_000_000_000 }) },
      run: ({ args: { event, revision, ...input }, ...call }) =>
        event.revision === revision ? editEvent(call, event, input) : askToEdit(call, event, input),
    }),
    leave: defineStep({ visibility, run: leaveEvent }),
    tell: defineStep({
      access,
      visibility,
      args: { event: ownEvent() },
      run: (call) => tellNow(call, call.args.event),
    }),
  },
});
