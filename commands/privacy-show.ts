import { inPrivate } from '../src/kit/define/access.ts';
import { dataSummaryMessage } from '../src/people/privacy/data-messages.ts';
import { readDataSummary } from '../src/people/privacy/data-summary.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'privacy show',
  help: { section: 'yours', order: 50 },
  access: inPrivate,
  visibility: 'private',
  run: async (context) => dataSummaryMessage(context, await readDataSummary(context)),
});
