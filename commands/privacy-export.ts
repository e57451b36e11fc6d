import { inPrivate } from '../src/kit/define/access.ts';
import { exportPersonalData, toJson } from '../src/people/privacy/data-export.ts';
import { dataExportMessage } from '../src/people/privacy/data-messages.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'privacy export',
  help: 'unlisted',
  access: inPrivate,
  visibility: 'private',
  cooldown: { per: 'person', seconds: 20 },
  run: async (context) =>
    dataExportMessage(context, toJson(await exportPersonalData(context, context.person.id))),
});
