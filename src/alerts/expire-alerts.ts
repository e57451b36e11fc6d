import type { PrismaClient } from '../database/generated/client.ts';
import { deletePublicationsByOrigin } from '../delivery/origin.ts';
import type { Publications } from '../delivery/publications.ts';
import { noQuarantine, type Quarantine } from '../schedule/quarantine.ts';
import { runSequentially } from '../schedule/run-sequentially.ts';
import type { ScheduledJob } from '../schedule/scheduled.ts';
import type { AlertComposer } from './alert-view.ts';
import { alertOrigin } from './origin.ts';
import { type AlertDetails, findFirstPublicationId, listEndedAlerts } from './queries.ts';

/** How long unconfirmed drafts are kept, in milliseconds: a late confirmation can then say why it fails. */
const draftRetentionMs = 48 * 3_600_000;
const batchSize = 50;
const jobName = 'ending alerts';

export interface ExpireAlertsOptions {
  db: PrismaClient;
  publications: Publications;
  composer: Pick<AlertComposer, 'alert'>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Skips rows that fail repeatedly. */
  aside?: Quarantine;
}

/** Marks an alert as expired and edits its copies, unless another process did. @returns 1 when it did, else 0 */
async function expireAlert(
  { db, publications, composer }: ExpireAlertsOptions,
  alert: AlertDetails,
): Promise<number> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.alert.updateMany({
      where: { id: alert.id, state: 'active', version: alert.version },
      data: { state: 'expired' },
    });
    const originalId = count === 1 ? await findFirstPublicationId(tx, alert.id) : undefined;
    if (originalId !== undefined) {
      await publications.publish(tx, {
        communityId: alert.communityId,
        kind: 'correction',
        operation: 'edit',
        audience: { to: 'copies', publicationId: originalId },
        messages: composer.alert({ ...alert, state: 'expired' }),
        locale: alert.community.locale,
        origin: alertOrigin(alert.id),
        originalId,
      });
    }
    return count;
  });
}

/** Deletes drafts created before a time, and the publications about them. */
async function deleteOldDrafts(db: PrismaClient, before: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const deleted = await tx.$queryRaw<{ id: string }[]>`
      DELETE FROM "Alert" WHERE state = 'draft' AND "createdAt" < ${before} RETURNING id`;
    await deletePublicationsByOrigin(
      tx,
      deleted.map(({ id }) => alertOrigin(id)),
    );
  });
}

/**
 * Expires the alerts whose time is over, each once, and deletes old drafts. Safe to run in several processes.
 * @returns how many alerts expired
 */
export async function expireAlerts(options: ExpireAlertsOptions): Promise<number> {
  const { db, now, aside = noQuarantine() } = options;
  let expiredCount = 0;
  await runSequentially(
    async () => {
      const ended = await listEndedAlerts(db, new Date(now()), batchSize, aside.ids(jobName));
      await aside.forEach(
        jobName,
        ended,
        ({ id }) => id,
        async (alert) => {
          expiredCount += await expireAlert(options, alert);
        },
      );
    },
    () => deleteOldDrafts(db, new Date(now() - draftRetentionMs)),
  );
  return expiredCount;
}

export const expireAlertsJob = (options: ExpireAlertsOptions): ScheduledJob => ({
  name: 'expiring alerts',
  cron: '* * * * *',
  async run() {
    await expireAlerts(options);
  },
});
