import type { CommandContext } from '../../context/command-context.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import { chatAddressOf } from '../../delivery/worker/attempt.ts';
import { noQuarantine, type Quarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduler.ts';

/** Chats asked about in one go: those that closed last, which are the likeliest to be open again. */
const batchSize = 100;
/** Reasons that rights on the platform bring and end. */
const permissionReasons = ['noRights', 'forbidden'];

type RecheckOptions = Pick<CommandContext, 'db' | 'platformPermissions'> & { aside?: Quarantine };

const jobName = 'looking again at closed chats';

/**
 * Asks the platforms whether the bot may write again in chats that were closed for want of rights. Not all rights
 * that come back are told of: a Telegram group that lets its members write again says so to nobody.
 * @returns how many are open again
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
  let opened = 0;
  const recheck = async (chat: (typeof closed)[number]) => {
    const missing = await platformPermissions[chat.platform]
      .missingPermissions(chatAddressOf(chat))
      .catch(() => undefined);
    if (missing?.length !== 0) return;
    const { count } = await db.chat.updateMany({
      where: { id: chat.id, closedAt: chat.closedAt },
      data: { closedAt: null, closedReason: null, consecutiveFailures: 0 },
    });
    opened += count;
  };
  await aside.forEach(jobName, closed, ({ id }) => id, recheck);
  return opened;
}

/** Looks every hour. */
export const recheckClosedChatsJob = (looking: RecheckOptions): ScheduledJob => ({
  name: jobName,
  cron: '41 * * * *',
  async run() {
    await recheckClosedChats(looking);
  },
});
