import { z } from 'zod';
import { defineBriefingSection } from '../../context/modules/briefing-section.ts';
import { alertSummaryBlocks, alertTitle } from '../messages.ts';
import { untranslatedIn } from '../preview.ts';
import { alertInclude, listActiveAlerts } from '../queries.ts';

const maxAlerts = 20;

/** The version of each alert that an edition listed. */
const snapshotSchema = z.record(z.string(), z.number());

/** Active alerts. */
export const alertsSection = defineBriefingSection({
  name: 'alerts',
  collect: (db, { communityId, now }) =>
    listActiveAlerts(db, communityId, new Date(now.epochMilliseconds), maxAlerts),
  blocks: (alert, { locale }) => alertSummaryBlocks(alert, locale),
  snapshot: ({ version }) => version,
  untranslatedTitle: (alert, locale) =>
    untranslatedIn(alert).length > 0 ? alertTitle(alert, locale) : undefined,
  async changesSince(db, snapshot) {
    const versions = snapshotSchema.safeParse(snapshot).data ?? {};
    const alerts = await db.alert.findMany({
      where: { id: { in: Object.keys(versions) } },
      include: alertInclude,
      orderBy: { createdAt: 'asc' },
    });
    const changed = alerts.filter(
      ({ id, version, state }) => version !== versions[id] || state === 'retracted',
    );
    return ({ t, locale }) =>
      changed.map((alert) => {
        const change = alert.state === 'retracted' ? 'retracted' : 'corrected';
        return `${alertTitle(alert, locale)}: ${t(`briefings.since.${change}`)}`;
      });
  },
});
