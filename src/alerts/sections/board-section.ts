import { type BoardSection, boardTextLimits } from '../../context/modules/board-section.ts';
import { bold, time } from '../../message/build.ts';
import { hostLink } from '../../message/links/web-link.ts';
import { truncate } from '../../message/text/truncate.ts';
import { alertTitle } from '../messages.ts';
import { listActiveAlerts } from '../queries.ts';

const maxAlerts = 3;

/** Active alerts, the newest first. */
export const alertsOnBoard: BoardSection = {
  order: 10,
  title: ({ t }) => t('board.alerts'),
  async entries(db, { communityId, now }) {
    const alerts = await listActiveAlerts(db, communityId, now, maxAlerts);
    return alerts.map((alert) => ({ t, locale }) => {
      const newest = alert.versions.at(-1);
      return [
        bold(truncate(alertTitle(alert, locale), boardTextLimits.title)),
        ...(newest ? [' · ', hostLink(newest.sourceUrl)] : []),
        ` · ${t('alerts.validUntil')}: `,
        time(alert.expiresAt),
      ];
    });
  },
};
