import { correct, previewCorrection } from '../src/alerts/correct.ts';
import { correctableAlert } from '../src/alerts/pick.ts';
import { alertRules } from '../src/alerts/rules.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { boolean } from '../src/kit/kinds/boolean.ts';
import { integer } from '../src/kit/kinds/integer.ts';
import { publishedText } from '../src/kit/kinds/published-text.ts';
import { say } from '../src/message/build.ts';
import { defineCommand, defineStep } from './define.ts';

const access = and(inCommunity, hasRole('moderator'));
const visibility = 'private';
const args = {
  alert: correctableAlert(),
  reason: publishedText({ max: alertRules.reason }),
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
    confirm: defineStep({
      access,
      visibility,
      args: { ...args, version: integer({ min: 1, max: 1_000_000 }) },
      run: ({ args: { alert, reason, version, delete: isDeleting }, ...call }) =>
        correct(call, { alert, grade: 'retract', reason, change: {}, isDeleting }, version),
    }),
    leave: defineStep({ access, visibility, run: ({ t }) => say(t('alerts.left')) }),
  },
});
