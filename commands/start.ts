import { myCommunity } from '../src/communities/pick.ts';
import { toggleTopic } from '../src/communities/toggle.ts';
import { inviteToStart, welcome } from '../src/communities/welcome.ts';
import { Topic } from '../src/database/generated/enums.ts';
import { inPrivate } from '../src/kit/access.ts';
import { choice } from '../src/kit/kinds/choice.ts';
import { zone } from '../src/kit/kinds/zone.ts';
import { locales } from '../src/language/locale.ts';
import { ownSettings, setCommunity, setLocale, setZone } from '../src/people/settings.ts';
import { defineCommand, defineStep } from './define.ts';

export default defineCommand({
  name: 'start',
  run: inviteToStart,
  steps: {
    community: defineStep({
      args: { community: myCommunity() },
      access: inPrivate,
      visibility: 'private',
      run: async (call) => welcome(await setCommunity(call, call.args.community)),
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
      args: { topic: choice(Object.values(Topic), 'topics') },
      run: async (call) => {
        await toggleTopic(call, call.args.topic);
        return welcome(call);
      },
    }),
  },
});
