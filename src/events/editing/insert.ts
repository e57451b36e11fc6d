import { recordAudit } from '../../context/audit.ts';
import type { Account, Community, Event, Prisma } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import type { DateValue } from '../../kit/argument-types/dates/date.ts';
import type { EventInput } from '../field-arguments.ts';
import { newEventContent } from './content.ts';

export interface InsertEventServices {
  now: Temporal.Instant;
  /** In which the dates are read. */
  zone: string;
  /** Who is in the audit log; undefined where nobody asked for it. */
  account: Pick<Account, 'id'> | undefined;
}

/** Stores an event within a transaction, and records in the audit log who made it. */
export async function storeEvent(
  tx: Transaction,
  data: Prisma.EventUncheckedCreateInput,
  account: Pick<Account, 'id'> | undefined,
): Promise<Event> {
  const created = await tx.event.create({ data });
  await recordAudit(tx, {
    communityId: created.communityId,
    ...(account ? { accountId: account.id } : {}),
    action: 'event.new',
    details: { event: created.id, title: created.title, ...(account ? {} : { automatic: true }) },
  });
  return created;
}

/**
 * Creates an event within a transaction of what somebody entered.
 * @param sourceName the name of the calendar that it is from
 * @throws UserError when its times contradict each other or are past
 */
export async function insertEvent(
  tx: Transaction,
  { account, zone, now }: InsertEventServices,
  community: Community,
  input: EventInput & { title: string; when: DateValue },
  sourceName = '',
): Promise<Event> {
  const zones = { asker: zone, event: community.zone };
  const content = newEventContent(input, community, { zones, now });
  const data = { ...content, communityId: community.id, zone: community.zone, sourceName };
  return storeEvent(tx, data, account);
}
