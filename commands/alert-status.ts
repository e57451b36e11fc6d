import { sentAlerts } from '../src/alerts/find.ts';
import { sentAlert } from '../src/alerts/pick.ts';
import { alertStatus } from '../src/alerts/status.ts';
import { communityOf } from '../src/communities/call.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { Refusal } from '../src/kit/command.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'alert status',
  access: and(inCommunity, hasRole('moderator')),
  visibility: 'private',
  args: { alert: sentAlert().optional() },
  async run(call) {
    const [newest] = call.args.alert
      ? [call.args.alert]
      : await sentAlerts(call.db, communityOf(call).id, 1);
    if (!newest) throw new Refusal('commands.alert_status.none');
    return alertStatus(call, newest);
  },
});
