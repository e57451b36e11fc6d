import { ownEvent } from '../src/events/arguments.ts';
import { saveTemplate } from '../src/events/copies/copy.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { message, paragraph } from '../src/message/build.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'event template',
  help: { with: 'event copy' },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: { event: ownEvent(), called: publishedText({ max: 80 }) },
  async run({ args: { event, called: name }, ...context }) {
    await saveTemplate(context, event, name);
    return message([paragraph(context.t('events.templates.saved', { name }))], { tone: 'success' });
  },
});
