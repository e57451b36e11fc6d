import { recordAudit } from '../../context/audit.ts';
import type { Account, Community, PrismaClient } from '../../database/generated/client.ts';
import { entriesOf } from '../../typed-record.ts';

/** What organisers turn on and off, with what the audit trail calls it. */
const auditActions = {
  takesSuggestions: 'event.suggestions',
  hasInlineCards: 'event.inline',
  thanksAttendees: 'event.thanks',
  namesAttendees: 'event.names',
} as const satisfies Partial<Record<keyof Community, string>>;

export type CommunitySwitch = keyof typeof auditActions;

/** Turns on or off for the events of a community what is not so already. */
export async function setCommunitySwitches(
  { db, account }: { db: PrismaClient; account: Pick<Account, 'id'> },
  { id: communityId, ...before }: Pick<Community, 'id' | CommunitySwitch>,
  wanted: Readonly<Partial<Record<CommunitySwitch, boolean>>>,
): Promise<void> {
  const changes = entriesOf(auditActions).flatMap(([name, action]) => {
    const on = wanted[name];
    return on === undefined || on === before[name] ? [] : [{ name, action, on }];
  });
  if (changes.length === 0) return;
  await db.$transaction(async (tx) => {
    for (const { name, action, on } of changes) {
      const { count } = await tx.community.updateMany({
        where: { id: communityId, [name]: !on },
        data: { [name]: on },
      });
      if (count === 0) continue;
      await recordAudit(tx, {
        communityId,
        accountId: account.id,
        ...{ action, details: { on } },
      });
    }
  });
}
