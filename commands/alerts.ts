import { activeAlertsMessage } from '../src/alerts/list-message.ts';
import { listActiveAlerts } from '../src/alerts/queries.ts';
import { nowAsDate, requireCommunity } from '../src/context/command-context.ts';
import { withDisplaySettings } from '../src/context/display-settings.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'alerts',
  help: { section: 'news', order: 10 },
  access: inCommunity,
  isReadOnly: true,
  async run(context) {
    const community = requireCommunity(context);
    const alerts = await listActiveAlerts(context.db, community.id, nowAsDate(context));
    return activeAlertsMessage(withDisplaySettings(context), alerts, community);
  },
});
