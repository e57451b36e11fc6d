import { requireCommunity } from '../src/context/command-context.ts';
import { copySource } from '../src/events/copies/arguments.ts';
import { copyEvent } from '../src/events/copies/copy.ts';
import { draftMessage } from '../src/events/drafts/messages.ts';
import { viewDraft } from '../src/events/drafts/view.ts';
import { date } from '../src/kit/argument-types/dates/date.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'event copy',
  help: { section: 'organiser', order: 16 },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: { source: copySource(), when: date({ several: true }) },
  async run({ args: { source, when }, ...context }) {
    const draft = await copyEvent(context, requireCommunity(context), source, when);
    return draftMessage(await viewDraft(context, draft), context, when);
  },
});
