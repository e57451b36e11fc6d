import type { NoticeServices } from '../context/modules/notice-services.ts';
import { withKnownEnumValues } from '../database/known-enum-values.ts';
import { notifyAdminsOnce } from '../notifications/notify-admins.ts';
import { noQuarantine } from '../schedule/quarantine.ts';
import type { ScheduledJob } from '../schedule/scheduled.ts';
import { mirrorProblemMessage } from './messages.ts';
import { type MirrorDetails, mirrorInclude } from './store.ts';

const batchSize = 20;
const jobName = 'telling of missing rights for server events';

/** Tells the admins of a server's community. */
const tell = (services: NoticeServices, { id, connection }: MirrorDetails): Promise<void> =>
  notifyAdminsOnce(services, connection?.community, {
    claim: (tx) =>
      tx.eventMirror.updateMany({
        where: { id, isProblemTold: false },
        data: { isProblemTold: true },
      }),
    compose: (words) => mirrorProblemMessage(words, { title: connection?.title ?? '' }),
  });

/** Tells admins once that the bot lacks the right to keep a server's events; `/setup` shows it at any time. */
export async function sendMirrorProblems(services: NoticeServices): Promise<void> {
  const { db, aside = noQuarantine() } = services;
  const untold = await db.eventMirror.findMany({
    where: {
      ...{ isProblemTold: false, isEnding: false, id: { notIn: aside.ids(jobName) } },
      connection: { ...withKnownEnumValues.connection, community: withKnownEnumValues.community },
      ...withKnownEnumValues.connection,
    },
    include: mirrorInclude,
    orderBy: { id: 'asc' },
    take: batchSize,
  });
  await aside.forEach(
    jobName,
    untold,
    ({ id }) => id,
    (mirror) => tell(services, mirror),
  );
}

/** Runs every minute. @param createServices called for each run */
export const mirrorProblemsJob = (createServices: () => NoticeServices): ScheduledJob => ({
  name: jobName,
  cron: '* * * * *',
  async run() {
    await sendMirrorProblems(createServices());
  },
});
