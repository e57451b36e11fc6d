import { eventTopic } from '../src/events/arguments.ts';
import { createAddress, listAddresses } from '../src/feeds/addresses/service.ts';
import { calendarsMessage, confirmResetMessage, newAddressMessage } from '../src/feeds/messages.ts';
import { textMessage } from '../src/message/build.ts';
import { defineAction, defineCommand } from './define.ts';

const visibility = 'private';

export default defineCommand({
  name: 'calendar',
  help: { section: 'yours', order: 15 },
  visibility,
  args: { topic: eventTopic().optional() },
  async run(context) {
    const { community, args } = context;
    const addresses = await listAddresses(context);
    return calendarsMessage(
      { addressCount: addresses.length, community, topic: args.topic?.topic },
      context,
    );
  },
  steps: {
    address: defineAction({
      visibility,
      async run(context) {
        const secret = await createAddress(context, { replacesAll: false });
        return newAddressMessage(secret, { hasReplacedAll: false }, context);
      },
    }),
    reset: defineAction({ visibility, run: async (context) => confirmResetMessage(context) }),
    reset_now: defineAction({
      visibility,
      async run(context) {
        const secret = await createAddress(context, { replacesAll: true });
        return newAddressMessage(secret, { hasReplacedAll: true }, context);
      },
    }),
    keep: defineAction({
      visibility,
      run: async ({ t }) => textMessage(t('calendar.kept')),
    }),
  },
});
