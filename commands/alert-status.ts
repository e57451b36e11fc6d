import { sentAlert } from '../src/alerts/arguments.ts';
import { listSentAlerts } from '../src/alerts/queries.ts';
import { showAlertStatus } from '../src/alerts/status.ts';
import { requireCommunity } from '../src/context/command-context.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { UserError } from '../src/kit/define/user-error.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'alert status',
  access: and(inCommunity, hasRole('moderator')),
  visibility: 'private',
  args: { alert: sentAlert().optional() },
  async run(call) {
    const [newest] = call.args.alert
      ? [call.args.alert]
      : await listSentAlerts(call.db, requireCommunity(call).id, 1);
    if (!newest) throw new UserError('commands.alert_status.none');
    return showAlertStatus(call, newest);
  },
});
