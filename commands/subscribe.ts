import { managedChat } from '../src/communities/pick.ts';
import { subscribe } from '../src/communities/subscribe.ts';
import { Topic } from '../src/database/generated/enums.ts';
import { inCommunity } from '../src/kit/access.ts';
import { choice } from '../src/kit/kinds/choice.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'subscribe',
  access: inCommunity,
  args: { topic: choice(Object.values(Topic), 'topics'), chat: managedChat().optional() },
  run: (call) => subscribe(call, call.args.topic, call.args.chat, true),
});
