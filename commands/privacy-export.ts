import { inPrivate } from '../src/kit/define/access.ts';
import { message, paragraph } from '../src/message/build.ts';
import { exportPersonalData, toJson } from '../src/people/privacy/data-export.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'privacy export',
  access: inPrivate,
  visibility: 'private',
  cooldown: { per: 'person', seconds: 20 },
  run: async (call) =>
    message([paragraph(call.t('commands.privacy_export.here'))], {
      files: [
        {
          name: 'callboard.json',
          contentType: 'application/json',
          content: toJson(await exportPersonalData(call, call.person.id)),
        },
      ],
    }),
});
