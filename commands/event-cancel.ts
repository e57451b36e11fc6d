import { cancelEvent } from '../src/events/organise.ts';
import { ownEvent } from '../src/events/pick.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { publishedText } from '../src/kit/kinds/published-text.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'event cancel',
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: { event: ownEvent(), reason: publishedText({ max: 500 }).optional() },
  run: (call) => cancelEvent(call, call.args.event, call.args.reason),
});
