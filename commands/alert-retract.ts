import { correctableAlert } from '../src/alerts/arguments/alert-argument.ts';
import { confirmCorrection } from '../src/alerts/authoring/confirm-correction-view.ts';
import { planCorrection } from '../src/alerts/authoring/correct.ts';
import { correctionPreviewMessage } from '../src/alerts/authoring/messages.ts';
import { alertLimits } from '../src/alerts/rules.ts';
import { boolean } from '../src/kit/argument-types/boolean.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('moderator'));
const visibility = 'private';
const args = {
  alert: correctableAlert(),
  reason: publishedText({ max: alertLimits.reason }),
  delete: boolean().optional(),
};

export default defineCommand({
  name: 'alert retract',
  help: { section: 'moderator', order: 40 },
  access,
  visibility,
  args,
  async run({ args: { alert, reason, delete: isDeleting }, ...context }) {
    const retraction = { alert, grade: 'retract', reason, change: {}, isDeleting } as const;
    const plan = await planCorrection(context, retraction);
    return correctionPreviewMessage(context, plan, context.account.id);
  },
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args: { ...args, version: integer({ min: 1, max: 1_000_000 }) },
      async run({ args: { alert, reason, version, delete: isDeleting }, ...context }) {
        const retraction = { alert, grade: 'retract', reason, change: {}, isDeleting } as const;
        return confirmCorrection(context, retraction, version);
      },
    }),
    leave: defineAction({ access, visibility, run: ({ t }) => textMessage(t('alerts.left')) }),
  },
});
