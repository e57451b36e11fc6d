import { requireCommunity } from '../src/context/command-context.ts';
import { message } from '../src/kit/argument-types/references/message.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { everyone, inCommunity } from '../src/kit/define/access.ts';
import { form } from '../src/kit/define/form.ts';
import { textMessage } from '../src/message/build.ts';
import { fileReport } from '../src/reports/file-report.ts';
import { reportOutcomeMessage } from '../src/reports/messages.ts';
import { reportServices } from '../src/reports/notices.ts';
import { resolveReport } from '../src/reports/resolve-report.ts';
import { reportLimits } from '../src/reports/rules.ts';
import { defineAction, defineCommand } from './define.ts';

const visibility = 'private';

export default defineCommand({
  name: 'report',
  help: { section: 'yours', order: 55 },
  access: inCommunity,
  visibility,
  cooldown: { per: 'person', seconds: reportLimits.pauseSeconds },
  args: { message: message(), ...form({ reason: text({ max: reportLimits.reason }).optional() }) },
  async run({ args, ...context }) {
    const report = { message: args.message, reason: args.reason ?? '' };
    const outcome = await fileReport(reportServices(context), context, report);
    return reportOutcomeMessage(context, outcome, requireCommunity(context).name);
  },
  steps: {
    done: defineAction({
      // Pressed in private, where another community may be current: the service checks the report's own.
      access: everyone,
      visibility,
      args: { report: text({ max: 50 }) },
      async run({ args, account, t, ...context }) {
        const isFirst = await resolveReport(reportServices(context), account, args.report);
        return textMessage(t(isFirst ? 'reports.resolved' : 'reports.resolvedAlready'), {
          tone: isFirst ? 'success' : 'plain',
        });
      },
    }),
  },
});
