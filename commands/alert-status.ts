import {
  approvalDeadline,
  isPastDeadline,
  listPendingRequests,
} from '../src/alerts/approval/requests.ts';
import { sentAlert } from '../src/alerts/arguments/alert-argument.ts';
import { listSentAlerts } from '../src/alerts/queries.ts';
import { alertStatusMessage } from '../src/alerts/status/messages.ts';
import { readAlertStatus } from '../src/alerts/status/status.ts';
import { nowAsDate, requireCommunity } from '../src/context/command-context.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { UserError } from '../src/kit/define/user-error.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'alert status',
  help: { section: 'moderator', order: 60 },
  access: and(inCommunity, hasRole('moderator')),
  visibility: 'private',
  args: { alert: sentAlert().optional() },
  async run(context) {
    const [newest] = context.args.alert
      ? [context.args.alert]
      : await listSentAlerts(context.db, requireCommunity(context).id, 1);
    if (!newest) throw new UserError('commands.alert_status.none');
    const pending = (await listPendingRequests(context.db, newest.id)).filter(
      (request) => !isPastDeadline(request, nowAsDate(context)),
    );
    const status = await readAlertStatus(context, newest);
    return alertStatusMessage(context, newest, status, pending.map(approvalDeadline));
  },
});
