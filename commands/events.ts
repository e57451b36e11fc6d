import { communityOf } from '../src/communities/call.ts';
import { asStands, standing } from '../src/communities/standing.ts';
import { listEvents } from '../src/events/list.ts';
import { eventTopic } from '../src/events/pick.ts';
import { inCommunity } from '../src/kit/access.ts';
import { integer } from '../src/kit/kinds/integer.ts';
import { period } from '../src/kit/kinds/period.ts';
import { text } from '../src/kit/kinds/text.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'events',
  access: inCommunity,
  readsOnly: true,
  args: {
    when: period().optional(),
    query: text({ max: 100 }).optional(),
    topic: eventTopic().optional(),
    place: text({ max: 100 }).optional(),
    page: integer({ min: 1, max: 1000 }).default(1).hide(),
    ...standing,
  },
  run: (call) => listEvents(asStands(call, call.args), communityOf(call).id, call.args),
});
