import { requireCommunity } from '../src/context/command-context.ts';
import { ownEvent } from '../src/events/arguments.ts';
import { eventTemplate } from '../src/events/copies/arguments.ts';
import { saveTemplate } from '../src/events/copies/copy.ts';
import {
  deleteTemplateQuestion,
  templateListMessage,
  templateOutcomeMessage,
} from '../src/events/copies/template-messages.ts';
import { deleteTemplate, readTemplates } from '../src/events/copies/templates.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { UserError } from '../src/kit/define/user-error.ts';
import { message, paragraph } from '../src/message/build.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = { template: eventTemplate() };

export default defineCommand({
  name: 'event template',
  help: { with: 'event copy' },
  access,
  visibility,
  args: {
    event: ownEvent().optional(),
    called: publishedText({ max: 80 }).optional(),
    page: integer({ min: 1, max: 1000 }).default(1).hide(),
  },
  async run({ args: { event, called: name, page }, ...context }) {
    if (event === undefined && name === undefined)
      return templateListMessage(
        await readTemplates(context.db, requireCommunity(context), page),
        context,
      );
    if (event === undefined) throw new UserError('kit.errors.missing', {}, ['event']);
    if (name === undefined) throw new UserError('kit.errors.missing', {}, ['called']);
    await saveTemplate(context, event, name);
    return message([paragraph(context.t('events.templates.saved', { name }))], { tone: 'success' });
  },
  steps: {
    delete: defineAction({
      access,
      visibility,
      args,
      run: (context) => deleteTemplateQuestion(context.args.template, context),
    }),
    confirm: defineAction({
      access,
      visibility,
      args,
      async run({ args: { template }, ...context }) {
        await deleteTemplate(context.db, template);
        return templateOutcomeMessage(template, 'deleted', context);
      },
    }),
    keep: defineAction({
      access,
      visibility,
      args,
      run: (context) => templateOutcomeMessage(context.args.template, 'kept', context),
    }),
  },
});
