import { operators } from '../src/communities/desk/access.ts';
import { communityChat, publication } from '../src/communities/desk/pick.ts';
import { findings, settle, unknownList } from '../src/communities/desk/unknown.ts';
import { choice } from '../src/kit/kinds/choice.ts';
import { text } from '../src/kit/kinds/text.ts';
import { defineCommand, defineStep } from './define.ts';

const visibility = 'private';
const args = { publication: publication().optional(), chat: communityChat().optional() };

export default defineCommand({
  name: 'delivery unknown',
  access: operators,
  visibility,
  args,
  run: (call) => unknownList(call, call.args),
  steps: {
    settle: defineStep({
      access: operators,
      visibility,
      args: {
        ...args,
        finding: choice(findings, 'delivery.findings'),
        delivery: text({ max: 50 }).optional(),
      },
      run: (call) => settle(call, call.args, call.args.finding, call.args.delivery),
    }),
  },
});
