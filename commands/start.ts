import { myCommunity } from '../src/communities/arguments.ts';
import {
  startCommunity,
  startUnlessCodePending,
} from '../src/communities/connections/starting/start-community.ts';
import { startChoiceMessage } from '../src/communities/connections/starting/start-messages.ts';
import { toggleSubscription } from '../src/communities/subscriptions/service.ts';
import { welcomeMessage } from '../src/communities/welcome/messages.ts';
import { readWelcome } from '../src/communities/welcome/queries.ts';
import type { CommandContext } from '../src/context/command-context.ts';
import { displayArguments, withDisplaySettings } from '../src/context/display-settings.ts';
import { withSettings } from '../src/context/with-settings.ts';
import { Topic } from '../src/database/generated/enums.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { timeZone } from '../src/kit/argument-types/dates/time-zone.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { inPrivate } from '../src/kit/define/access.ts';
import { locales } from '../src/language/locale.ts';
import { textMessage } from '../src/message/build.ts';
import type { Message } from '../src/message/message.ts';
import { savePersonSettings } from '../src/people/settings.ts';
import { ownSettingsMessage } from '../src/people/settings-messages.ts';
import { defineAction, defineCommand } from './define.ts';

const communityPage = integer({ min: 1, max: 100 }).default(1);

const showWelcome = async (context: CommandContext, page?: number): Promise<Message> =>
  welcomeMessage(context, await readWelcome(context), page);

export default defineCommand({
  name: 'start',
  help: 'unlisted',
  async run(context) {
    const started = await startUnlessCodePending(context);
    return 'pendingCodes' in started
      ? startChoiceMessage(context, started)
      : showWelcome({ ...context, ...started });
  },
  steps: {
    begin: defineAction({
      run: async (context) => showWelcome({ ...context, ...(await startCommunity(context)) }),
    }),
    wait: defineAction({
      visibility: 'private',
      run: ({ t }) => textMessage(t('connections.stillWaits')),
    }),
    community: defineAction({
      args: { community: myCommunity(), page: communityPage },
      access: inPrivate,
      visibility: 'private',
      async run(context) {
        const { community, page } = context.args;
        const person = await savePersonSettings(context, { currentCommunityId: community.id });
        return showWelcome(withSettings(context, person, { community }), page);
      },
    }),
    communities: defineAction({
      args: { page: communityPage },
      access: inPrivate,
      visibility: 'private',
      run: (context) => showWelcome(context, context.args.page),
    }),
    language: defineAction({
      args: { language: choice(locales, 'settings.languages') },
      visibility: 'private',
      async run(context) {
        const { language: locale } = context.args;
        const person = await savePersonSettings(context, { locale });
        const reader = withSettings(context, person, { locale });
        return context.isPrivate ? showWelcome(reader) : ownSettingsMessage(reader);
      },
    }),
    zone: defineAction({
      args: { zone: timeZone() },
      access: inPrivate,
      visibility: 'private',
      async run(context) {
        const { zone } = context.args;
        const person = await savePersonSettings(context, { zone });
        return showWelcome(withSettings(context, person, { zone }));
      },
    }),
    topic: defineAction({
      args: { topic: choice(Object.values(Topic), 'topics'), ...displayArguments },
      async run(context) {
        await toggleSubscription(context, context.args.topic);
        return showWelcome(withDisplaySettings(context, context.args));
      },
    }),
  },
});
