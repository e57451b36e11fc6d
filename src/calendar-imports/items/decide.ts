import { createHash } from 'node:crypto';
import { recordAudit } from '../../context/audit.ts';
import type {
  Account,
  Community,
  Event,
  ImportedCalendar,
  ImportedItem,
  PrismaClient,
} from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { insertEvent } from '../../events/editing/insert.ts';
import { type ApplyServices, applyChange } from '../../events/editing/service.ts';
import { hasEnded } from '../../events/lifetime.ts';
import { UserError } from '../../kit/define/user-error.ts';
import type { Locale } from '../../language/locale.ts';
import { seatTransaction } from '../../seats/seats.ts';
import {
  contentOfEvent,
  type ItemContent,
  inputZone,
  newEventInput,
  readContent,
} from '../content.ts';
import { type Difference, findDifferences, inputOf, mergeBase } from '../differences.ts';

/** What can be decided on an item, by its state. */
export const decisionsByState = {
  new: ['take', 'skip', 'take_series', 'skip_series'],
  changed: ['theirs', 'ours'],
  gone: ['cancel', 'keep'],
  taken: [],
  skipped: [],
} as const satisfies Record<ImportedItem['state'], readonly string[]>;

export const decisions = [
  'take',
  'skip',
  /** All dates of the same event that are new. */
  'take_series',
  'skip_series',
  'theirs',
  'ours',
  'cancel',
  'keep',
] as const;
export type Decision = (typeof decisions)[number];

export type DecidedItem = ImportedItem & {
  event: Event | null;
  calendar: ImportedCalendar & { community: Community };
};

export const decidedItem = {
  event: true,
  calendar: { include: { community: true } },
} as const;

export interface DecisionServices {
  db: PrismaClient;
  now: Temporal.Instant;
  notices: ApplyServices['notices'];
  /** Who decides; undefined where nobody was asked. */
  account: Pick<Account, 'id'> | undefined;
  /** Why an event is cancelled, as people are told. */
  cancelReason(locale: Locale): string;
}

/** What a decision is about: as it was shown. */
export interface DecisionRequest {
  itemId: string;
  decision: Decision;
  /** Of what was shown; anything else is not decided on. */
  version?: string | undefined;
}

/** Tells what an item and its event are now from what they were. */
export const versionOf = ({
  state,
  content,
  event,
}: Pick<ImportedItem, 'content' | 'state'> & { event: Pick<Event, 'revision'> | null }): string =>
  createHash('sha256')
    .update(`${state} ${event?.revision ?? ''} ${JSON.stringify(content)}`)
    .digest('hex')
    .slice(0, 16);

/** The differences of an item that is an event; none where either cannot be read. */
export function differencesOf({
  content,
  base,
  event,
  calendar,
}: Pick<DecidedItem, 'content' | 'base' | 'event'> & {
  calendar: { community: Pick<Community, 'zone'> };
}): Difference[] {
  const theirs = readContent(content);
  if (!theirs || !event) return [];
  const ours = contentOfEvent(event, calendar.community);
  return ours ? findDifferences(readContent(base) ?? theirs, theirs, ours) : [];
}

export async function lockItem(tx: Transaction, id: string): Promise<DecidedItem | null> {
  await tx.$queryRaw`SELECT "id" FROM "ImportedItem" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return tx.importedItem.findUnique({ where: { id }, include: decidedItem });
}

export interface OpenItem {
  tx: Transaction;
  item: DecidedItem;
  content: ItemContent;
}

const asEditor = ({ account, now, notices }: DecisionServices): ApplyServices => ({
  ...{ account, now, notices },
  zone: inputZone,
});

const keepState = (
  { tx, item }: OpenItem,
  data: { state: ImportedItem['state']; base?: ItemContent; eventId?: string; isTold?: boolean },
) => tx.importedItem.update({ where: { id: item.id }, data: { isTold: true, ...data } });

/** Makes an event of it. @throws UserError when it is over */
async function take(services: DecisionServices, open: OpenItem): Promise<Event> {
  const { tx, item, content } = open;
  const { community, name } = item.calendar;
  const event = await insertEvent(tx, asEditor(services), community, newEventInput(content), name);
  await keepState(open, { state: 'taken', base: content, eventId: event.id });
  return event;
}

/** Takes these fields of the source over. */
export async function follow(
  services: DecisionServices,
  open: OpenItem,
  differences: readonly Difference[],
): Promise<Event | undefined> {
  const { tx, item, content } = open;
  const fields = differences.map(({ field }) => field);
  const base = mergeBase(readContent(item.base) ?? content, content, fields);
  const left = differencesOf(item).length - differences.length;
  await keepState(open, { state: left > 0 ? 'changed' : 'taken', base, isTold: left === 0 });
  if (!item.event || fields.length === 0) return item.event ?? undefined;
  const input = inputOf(content, fields);
  const { event } = await applyChange(tx, asEditor(services), item.event, {
    action: 'edit',
    input,
  });
  return event;
}

/** Cancels its event, unless that is over or cancelled already. */
export async function cancel(
  services: DecisionServices,
  open: OpenItem,
): Promise<Event | undefined> {
  const { tx, item } = open;
  await keepState(open, { state: 'skipped' });
  const { event, calendar } = item;
  if (!event || event.state === 'cancelled' || hasEnded(event, services.now)) return undefined;
  const reason = services.cancelReason(calendar.community.locale);
  const done = await applyChange(tx, asEditor(services), event, { action: 'cancel', reason });
  return done.event;
}

/** Decides on all dates of an event that are new. @returns the first one that was made */
async function decideSeries(
  services: DecisionServices,
  { tx, item: { calendarId, uid } }: OpenItem,
  decision: 'take' | 'skip',
): Promise<Event | undefined> {
  const dates = await tx.importedItem.findMany({
    where: {
      calendarId,
      uid,
      state: 'new',
      endsAt: { gt: new Date(services.now.epochMilliseconds) },
    },
    orderBy: { startsAt: 'asc' },
    select: { id: true },
  });
  let first: Event | undefined;
  for (const { id } of dates) {
    const item = await lockItem(tx, id);
    const content = item && readContent(item.content);
    if (!content || item.state !== 'new') continue;
    const event = await apply(services, { tx, item, content }, decision);
    first ??= event;
  }
  return first;
}

async function apply(
  services: DecisionServices,
  open: OpenItem,
  decision: Decision,
): Promise<Event | undefined> {
  const { item, content } = open;
  switch (decision) {
    case 'take':
      return take(services, open);
    case 'take_series':
      return decideSeries(services, open, 'take');
    case 'skip_series':
      return decideSeries(services, open, 'skip');
    case 'theirs':
      return follow(services, open, differencesOf(item));
    case 'cancel':
      return cancel(services, open);
    case 'ours':
      await keepState(open, { state: 'taken', base: content });
      return undefined;
    case 'skip':
    case 'keep':
      await keepState(open, { state: 'skipped' });
      return undefined;
  }
}

/** Those that leave our events as they are, which the audit log notes. */
const keepingDecisions: ReadonlySet<Decision> = new Set(['skip', 'skip_series', 'keep', 'ours']);

const isPossible = ({ state }: DecidedItem, decision: Decision): boolean =>
  (decisionsByState[state] as readonly string[]).includes(decision);

/** What was decided on, with the event that was made or changed, if any. */
export interface Decided {
  title: string;
  event: Event | undefined;
}

/**
 * Decides on an item, together with what follows for its event: people who know of it are told as of any change.
 * @throws UserError when somebody has decided already, it is another one now, or its event cannot be changed so
 */
export async function decide(
  services: DecisionServices,
  { itemId, decision, version }: DecisionRequest,
): Promise<Decided> {
  return services.db.$transaction(async (tx) => {
    const item = await lockItem(tx, itemId);
    if (!item || !isPossible(item, decision)) throw new UserError('imports.refused.decided');
    if (version !== undefined && version !== versionOf(item))
      throw new UserError('imports.refused.changed');
    const content = readContent(item.content);
    if (!content) throw new UserError('imports.refused.decided');
    const event = await apply(services, { tx, item, content }, decision);
    if (services.account && keepingDecisions.has(decision))
      await recordAudit(tx, {
        communityId: item.calendar.communityId,
        accountId: services.account.id,
        action: 'calendar.keep',
        details: { title: content.title, calendar: item.calendar.name },
      });
    return { event, title: event?.title ?? item.event?.title ?? content.title };
  }, seatTransaction);
}
