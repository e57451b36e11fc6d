import { postponeEvent } from '../src/events/organise.ts';
import { ownEvent } from '../src/events/pick.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { date } from '../src/kit/kinds/date.ts';
import { publishedText } from '../src/kit/kinds/published-text.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'event postpone',
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: {
    event: ownEvent(),
    when: date().optional(),
    reason: publishedText({ max: 500 }).optional(),
  },
  run: (call) => postponeEvent(call, call.args.event, call.args.when, call.args.reason),
});
