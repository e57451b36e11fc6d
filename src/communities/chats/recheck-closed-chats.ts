import type { RequestContext } from '../../context/request-context.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import { chatAddressOf } from '../../delivery/worker/attempt.ts';
import { noQuarantine, type Quarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduled.ts';

/** Chats checked in one run: those closed last, which are the most likely to be open again. */
const batchSize = 100;
/** Reasons that depend on the bot's permissions. */
const permissionReasons = ['noRights', 'forbidden'];

type RecheckOptions = Pick<RequestContext, 'db' | 'platformPermissions'> & { aside?: Quarantine };

const jobName = 'looking again at closed chats';

/**
 * Reopens chats that were closed for missing permissions and in which the bot may write again. Platforms do not report
 * every restored permission: Telegram sends no update when a group lets its members write again.
 * @returns the number of reopened chats
 */
export async function recheckClosedChats({
  db,
  platformPermissions,
  aside = noQuarantine(),
}: RecheckOptions): Promise<number> {
  const closed = await db.chat.findMany({
    where: {
      id: { notIn: aside.ids(jobName) },
      closedAt: { not: null },
      closedReason: { in: permissionReasons },
      kind: { not: 'private' },
      AND: [withKnownEnumValues.chat],
    },
    orderBy: { closedAt: 'desc' },
    take: batchSize,
  });
  let reopenedCount = 0;
  const recheck = async (chat: (typeof closed)[number]) => {
    const missing = await platformPermissions[chat.platform]
      .missingPermissions(chatAddressOf(chat))
      .catch(() => undefined);
    if (missing?.length !== 0) return;
    const { count } = await db.chat.updateMany({
      where: { id: chat.id, closedAt: chat.closedAt },
      data: { closedAt: null, closedReason: null, consecutiveFailures: 0 },
    });
    reopenedCount += count;
  };
  await aside.forEach(jobName, closed, ({ id }) => id, recheck);
  return reopenedCount;
}

/** Runs every hour. */
export const recheckClosedChatsJob = (options: RecheckOptions): ScheduledJob => ({
  name: jobName,
  cron: '41 * * * *',
  async run() {
    await recheckClosedChats(options);
  },
});
