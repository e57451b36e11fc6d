import { activeAlerts } from '../src/alerts/find.ts';
import { alertLines } from '../src/alerts/show.ts';
import { communityOf } from '../src/communities/call.ts';
import { asStands } from '../src/communities/standing.ts';
import { inCommunity } from '../src/kit/access.ts';
import { footer, heading, message, paragraph } from '../src/message/build.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'alerts',
  access: inCommunity,
  readsOnly: true,
  async run(call) {
    const { t, locale, now } = asStands(call);
    const community = communityOf(call);
    const alerts = await activeAlerts(call.db, community.id, new Date(now.epochMilliseconds));
    if (alerts.length === 0) return message([paragraph(t('commands.alerts.none'))]);
    return message(
      [
        heading(t('commands.alerts.active', { count: alerts.length })),
        ...alerts.flatMap((alert) => alertLines(alert, locale)),
        footer(t('alerts.issuedBy', { community: community.name })),
      ],
      { tone: 'alert' },
    );
  },
});
