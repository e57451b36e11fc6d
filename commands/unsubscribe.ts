import { managedChat } from '../src/communities/arguments.ts';
import { changeSubscription } from '../src/communities/subscriptions/subscribe.ts';
import { Topic } from '../src/database/generated/enums.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'unsubscribe',
  access: inCommunity,
  args: { topic: choice(Object.values(Topic), 'topics'), chat: managedChat().optional() },
  run: (call) => changeSubscription(call, call.args.topic, call.args.chat, false),
});
