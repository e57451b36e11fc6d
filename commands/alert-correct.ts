import { hasPicture } from '../src/alerts/alert-view.ts';
import { correctableAlert } from '../src/alerts/arguments/alert-argument.ts';
import { alertText } from '../src/alerts/arguments/text-argument.ts';
import { confirmCorrection } from '../src/alerts/authoring/confirm-correction-view.ts';
import { planCorrection } from '../src/alerts/authoring/correct.ts';
import { correctionPreviewMessage } from '../src/alerts/authoring/messages.ts';
import { alertLimits, correctionGrades } from '../src/alerts/rules.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { clearable } from '../src/kit/argument-types/clearable.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { webLink } from '../src/kit/argument-types/web-link.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import {
  pictureChangeArguments,
  requireStoredPicture,
  savePictureChange,
} from '../src/pictures/picture-arguments.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('moderator'));
const visibility = 'private';
const args = {
  alert: correctableAlert().fromMessage(),
  grade: choice(correctionGrades, 'alerts.grade'),
  reason: publishedText({ max: alertLimits.reason }),
  title: publishedText({ max: alertLimits.title }).optional(),
  text: alertText().optional(),
  source: webLink().optional(),
  other_title: clearable(publishedText({ max: alertLimits.title })).optional(),
  other_text: clearable(alertText()).optional(),
  ...pictureChangeArguments(),
};

export default defineCommand({
  name: 'alert correct',
  help: { section: 'moderator', order: 30 },
  access,
  visibility,
  args,
  async run({ args: { alert, grade, reason, ...change }, ...context }) {
    const picture = await savePictureChange(context, change, hasPicture(alert));
    const correction = { alert, grade, reason, change: { ...change, ...picture } };
    const plan = await planCorrection(context, correction);
    return correctionPreviewMessage(context, plan, context.account.id);
  },
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args: {
        ...args,
        // The hash of the picture that the preview showed.
        picture: text({ max: 64 }).optional(),
        version: integer({ min: 1, max: 1_000_000 }),
      },
      async run({ args: { alert, grade, reason, version, ...change }, ...context }) {
        await requireStoredPicture(context, change.picture);
        const correction = { alert, grade, reason, change };
        return confirmCorrection(context, correction, version);
      },
    }),
    leave: defineAction({ access, visibility, run: ({ t }) => textMessage(t('alerts.left')) }),
  },
});
