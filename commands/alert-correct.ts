import { correct, previewCorrection } from '../src/alerts/correct.ts';
import { correctableAlert } from '../src/alerts/pick.ts';
import { alertRules, correctionGrades } from '../src/alerts/rules.ts';
import { alertText } from '../src/alerts/text.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { choice } from '../src/kit/kinds/choice.ts';
import { clearable } from '../src/kit/kinds/clearable.ts';
import { integer } from '../src/kit/kinds/integer.ts';
import { publishedText } from '../src/kit/kinds/published-text.ts';
import { webLink } from '../src/kit/kinds/web-link.ts';
import { say } from '../src/message/build.ts';
import { defineCommand, defineStep } from './define.ts';

const access = and(inCommunity, hasRole('moderator'));
const visibility = 'private';
const args = {
  alert: correctableAlert(),
  grade: choice(correctionGrades, 'alerts.grade'),
  reason: publishedText({ max: alertRules.reason }),
  title: publishedText({ max: alertRules.title }).optional(),
  text: alertText().optional(),
  source: webLink().optional(),
  other_title: clearable(publishedText({ max: alertRules.title })).optional(),
  other_text: clearable(alertText()).optional(),
};

export default defineCommand({
  name: 'alert correct',
  access,
  visibility,
  args,
  run: ({ args: { alert, grade, reason, ...change }, ...call }) =>
    previewCorrection(call, { alert, grade, reason, change }),
  steps: {
    confirm: defineStep({
      access,
      visibility,
      args: { ...args, version: integer({ min: 1, max: 1_000_000 }) },
      run: ({ args: { alert, grade, reason, version, ...change }, ...call }) =>
        correct(call, { alert, grade, reason, change }, version),
    }),
    leave: defineStep({ access, visibility, run: ({ t }) => say(t('alerts.left')) }),
  },
});
