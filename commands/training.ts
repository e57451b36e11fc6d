import { communityOf } from '../src/communities/call.ts';
import { asStands, standing } from '../src/communities/standing.ts';
import { listTraining } from '../src/courses/training.ts';
import { inCommunity } from '../src/kit/access.ts';
import { integer } from '../src/kit/kinds/integer.ts';
import { text } from '../src/kit/kinds/text.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'training',
  access: inCommunity,
  readsOnly: true,
  args: {
    query: text({ max: 100 }).optional(),
    page: integer({ min: 1, max: 1000 }).default(1).hide(),
    ...standing,
  },
  run: (call) => listTraining(asStands(call, call.args), communityOf(call).id, call.args),
});
