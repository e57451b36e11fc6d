import { requireCommunity } from '../src/context/command-context.ts';
import { draftArguments, ownDraft } from '../src/events/drafts/arguments.ts';
import { readDraftContent } from '../src/events/drafts/draft.ts';
import { draftMessage, publishedMessage } from '../src/events/drafts/messages.ts';
import { publishDraft } from '../src/events/drafts/publish.ts';
import { viewDraft } from '../src/events/drafts/view.ts';
import { changeDraft, discardDraft } from '../src/events/drafts/write.ts';
import { suggestionServices } from '../src/events/suggestions/notices.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { storeGivenPicture } from '../src/pictures/picture-input.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';

export default defineCommand({
  name: 'event draft',
  help: { section: 'organiser', order: 15 },
  access,
  visibility,
  args: { draft: ownDraft(), ...draftArguments() },
  async run({ args: { draft, ...given }, ...context }) {
    const { pictureHash } = readDraftContent(draft).content;
    const input = await storeGivenPicture(context, given, pictureHash !== null);
    const changed = await changeDraft(context, requireCommunity(context), draft, input);
    return draftMessage(await viewDraft(context, changed), context, input.when);
  },
  steps: {
    publish: defineAction({
      access,
      visibility,
      args: { draft: ownDraft(), revision: integer({ min: 0, max: 2_000_000_000 }) },
      async run({ args: { draft, revision }, ...context }) {
        const published = await publishDraft(suggestionServices(context), draft, revision);
        if (published) return publishedMessage(published, context);
        return draftMessage(await viewDraft(context, draft), context);
      },
    }),
    discard: defineAction({
      access,
      visibility,
      args: { draft: ownDraft() },
      async run({ args: { draft }, ...context }) {
        await discardDraft(context, draft);
        return textMessage(context.t('events.drafts.discarded'));
      },
    }),
  },
});
