import { managedChat } from '../src/communities/arguments.ts';
import { subscriptionMessage } from '../src/communities/subscriptions/messages.ts';
import { changeSubscription } from '../src/communities/subscriptions/service.ts';
import { Topic } from '../src/database/generated/enums.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'unsubscribe',
  help: { with: 'subscribe' },
  access: inCommunity,
  args: { topic: choice(Object.values(Topic), 'topics'), chat: managedChat().optional() },
  async run(context) {
    const { topic, chat } = context.args;
    const change = await changeSubscription(context, topic, chat, false);
    return subscriptionMessage(context, change, topic, false);
  },
});
