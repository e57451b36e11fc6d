import { briefing } from '../src/briefings/pick.ts';
import { previewEdition } from '../src/briefings/send.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { choice } from '../src/kit/kinds/choice.ts';
import { locales } from '../src/language/locale.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'briefing preview',
  access: and(inCommunity, hasRole('editor')),
  visibility: 'private',
  args: {
    briefing: briefing(),
    language: choice(locales, 'settings.languages').optional().hide(),
  },
  run: (call) => previewEdition(call, call.args.briefing, call.args.language ?? call.locale),
});
