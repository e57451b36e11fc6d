import { alertSummaryBlocks } from '../src/alerts/messages.ts';
import { listActiveAlerts } from '../src/alerts/queries.ts';
import { requireCommunity } from '../src/context/command-context.ts';
import { withDisplaySettings } from '../src/context/display-settings.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { footer, heading, message, paragraph } from '../src/message/build.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'alerts',
  access: inCommunity,
  isReadOnly: true,
  async run(call) {
    const { t, locale, now } = withDisplaySettings(call);
    const community = requireCommunity(call);
    const alerts = await listActiveAlerts(call.db, community.id, new Date(now.epochMilliseconds));
    if (alerts.length === 0) return message([paragraph(t('commands.alerts.none'))]);
    return message(
      [
        heading(t('commands.alerts.active', { count: alerts.length })),
        ...alerts.flatMap((alert) => alertSummaryBlocks(alert, locale)),
        footer(t('alerts.issuedBy', { community: community.name })),
      ],
      { tone: 'alert' },
    );
  },
});
