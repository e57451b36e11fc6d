import { correctableAlert } from '../src/alerts/arguments.ts';
import { previewCorrection, submitCorrection } from '../src/alerts/authoring/correct.ts';
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
  access,
  visibility,
  args,
  run: ({ args: { alert, reason, delete: isDeleting }, ...call }) =>
    previewCorrection(call, { alert, grade: 'retract', reason, change: {}, isDeleting }),
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args: { ...args, version: integer({ min: 1, max: 1_000_000 }) },
      run: ({ args: { alert, reason, version, delete: isDeleting }, ...call }) =>
        submitCorrection(
          call,
          { alert, grade: 'retract', reason, change: {}, isDeleting },
          version,
        ),
    }),
    leave: defineAction({ access, visibility, run: ({ t }) => textMessage(t('alerts.left')) }),
  },
});
