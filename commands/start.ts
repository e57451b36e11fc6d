import { myCommunity } from '../src/communities/arguments.ts';
import { startCommunity } from '../src/communities/connections/start-community.ts';
import { toggleSubscription } from '../src/communities/subscriptions/service.ts';
import { showStart, welcomeMessage } from '../src/communities/welcome.ts';
import { displayArguments, withDisplaySettings } from '../src/context/display-settings.ts';
import { Topic } from '../src/database/generated/enums.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { timeZone } from '../src/kit/argument-types/time-zone.ts';
import { inPrivate } from '../src/kit/define/access.ts';
import { locales } from '../src/language/locale.ts';
import { textMessage } from '../src/message/build.ts';
import { ownSettingsMessage, setCommunity, setLocale, setZone } from '../src/people/settings.ts';
import { defineAction, defineCommand } from './define.ts';

const communityPage = integer({ min: 1, max: 100 }).default(1);

export default defineCommand({
  name: 'start',
  run: showStart,
  steps: {
    begin: defineAction({ run: async (call) => welcomeMessage(await startCommunity(call)) }),
    wait: defineAction({
      visibility: 'private',
      run: ({ t }) => textMessage(t('connections.stillWaits')),
    }),
    community: defineAction({
      args: { community: myCommunity(), page: communityPage },
      access: inPrivate,
      visibility: 'private',
      run: async (call) =>
        welcomeMessage(await setCommunity(call, call.args.community), call.args.page),
    }),
    communities: defineAction({
      args: { page: communityPage },
      access: inPrivate,
      visibility: 'private',
      run: (call) => welcomeMessage(call, call.args.page),
    }),
    language: defineAction({
      args: { language: choice(locales, 'settings.languages') },
      visibility: 'private',
      run: async (call) => {
        const after = await setLocale(call, call.args.language);
        return call.isPrivate ? welcomeMessage(after) : ownSettingsMessage(after);
      },
    }),
    zone: defineAction({
      args: { zone: timeZone() },
      access: inPrivate,
      visibility: 'private',
      run: async (call) => welcomeMessage(await setZone(call, call.args.zone)),
    }),
    topic: defineAction({
      args: { topic: choice(Object.values(Topic), 'topics'), ...displayArguments },
      run: async (call) => {
        await toggleSubscription(call, call.args.topic);
        return welcomeMessage(withDisplaySettings(call, call.args));
      },
    }),
  },
});
