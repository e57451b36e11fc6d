import { seatTransaction } from '../../seats/seats.ts';
import { contentOfEvent, readContent } from '../content.ts';
import { isEdited } from '../differences.ts';
import {
  cancel,
  type DecisionServices,
  differencesOf,
  follow,
  lockItem,
  type OpenItem,
} from './decide.ts';

/** Does something with an item that is still in this state. */
async function withItem(
  { db }: DecisionServices,
  itemId: string,
  state: OpenItem['item']['state'],
  run: (open: OpenItem) => Promise<unknown>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const item = await lockItem(tx, itemId);
    const content = item && readContent(item.content);
    if (content && item.state === state) await run({ tx, item, content });
  }, seatTransaction);
}

/** Takes over what changed at the source and not with us; what organisers changed, too, is left for them to decide. */
export const followUnchanged = (services: DecisionServices, itemId: string): Promise<void> =>
  withItem(services, itemId, 'changed', async (open) => {
    const differences = differencesOf(open.item);
    const theirs = differences.filter(({ isOurs }) => !isOurs);
    if (theirs.length === 0 && differences.length > 0) return;
    await follow(services, open, theirs);
  });

/** Cancels the event of what is gone, unless organisers edited it, or were asked about it already. */
export const cancelUnchanged = (services: DecisionServices, itemId: string): Promise<void> =>
  withItem(services, itemId, 'gone', async (open) => {
    const { event, base, isTold, calendar } = open.item;
    const known = readContent(base);
    if (isTold || !known) return;
    const ours = event && contentOfEvent(event, calendar.community);
    if (event && (!ours || isEdited(known, ours))) return;
    await cancel(services, open);
  });
