import { begin } from '../src/communities/begin.ts';
import { myCommunity } from '../src/communities/pick.ts';
import { asStands, standing } from '../src/communities/standing.ts';
import { toggleTopic } from '../src/communities/toggle.ts';
import { inviteToStart, welcome } from '../src/communities/welcome.ts';
import { Topic } from '../src/database/generated/enums.ts';
import { inPrivate } from '../src/kit/access.ts';
import { choice } from '../src/kit/kinds/choice.ts';
import { integer } from '../src/kit/kinds/integer.ts';
import { zone } from '../src/kit/kinds/zone.ts';
import { locales } from '../src/language/locale.ts';
import { say } from '../src/message/build.ts';
import { ownSettings, setCommunity, setLocale, setZone } from '../src/people/settings.ts';
import { defineCommand, defineStep } from './define.ts';

const communityPage = integer({ min: 1, max: 100 }).default(1);

export default defineCommand({
  name: 'start',
  run: inviteToStart,
  steps: {
    begin: defineStep({ run: async (call) => welcome(await begin(call)) }),
    wait: defineStep({
      visibility: 'private',
      run: ({ t }) => say(t('connections.stillWaits')),
    }),
    community: defineStep({
      args: { community: myCommunity(), page: communityPage },
      access: inPrivate,
      visibility: 'private',
      run: async (call) => welcome(await setCommunity(call, call.args.community), call.args.page),
    }),
    communities: defineStep({
      args: { page: communityPage },
      access: inPrivate,
      visibility: 'private',
      run: (call) => welcome(call, call.args.page),
    }),
    language: defineStep({
      args: { language: choice(locales, 'settings.languages') },
      visibility: 'private',
      run: async (call) => {
        const after = await setLocale(call, call.args.language);
        return call.isPrivate ? welcome(after) : ownSettings(after);
      },
    }),
    zone: defineStep({
      args: { zone: zone() },
      access: inPrivate,
      visibility: 'private',
      run: async (call) => welcome(await setZone(call, call.args.zone)),
    }),
    topic: defineStep({
      args: { topic: choice(Object.values(Topic), 'topics'), ...standing },
      run: async (call) => {
        await toggleTopic(call, call.args.topic);
        return welcome(asStands(call, call.args));
      },
    }),
  },
});
