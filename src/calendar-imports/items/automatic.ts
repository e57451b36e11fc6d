import type { ImportedCalendar, ImportedItem } from '../../database/generated/client.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { type DecisionServices, decide } from './decide.ts';
import { cancelUnchanged, followUnchanged } from './unasked.ts';

interface AutomaticOptions {
  /** Whether organisers are asked about what is gone. */
  asksAboutGone: boolean;
  /** Called for what failed otherwise than by a refusal. */
  onError(itemId: string, error: unknown): void;
}

async function takeOver(
  services: DecisionServices,
  { id: itemId, state }: Pick<ImportedItem, 'id' | 'state'>,
  { asksAboutGone }: AutomaticOptions,
): Promise<void> {
  if (state === 'new') await decide(services, { itemId, decision: 'take' });
  if (state === 'changed') await followUnchanged(services, itemId);
  if (state === 'gone' && !asksAboutGone) await cancelUnchanged(services, itemId);
}

/**
 * Takes over what is new, changed or gone in a calendar, each in a transaction of its own. What organisers have to
 * decide, and what is refused, is left for them.
 */
export async function takeOverAll(
  services: DecisionServices,
  { id: calendarId }: Pick<ImportedCalendar, 'id'>,
  options: AutomaticOptions,
): Promise<void> {
  const items = await services.db.importedItem.findMany({
    where: {
      ...{ calendarId, endsAt: { gt: new Date(services.now.epochMilliseconds) } },
      AND: [withKnownEnumValues.importedItem, { state: { in: ['new', 'changed', 'gone'] } }],
    },
    orderBy: { startsAt: 'asc' },
    select: { id: true, state: true },
  });
  for (const item of items) {
    try {
      await takeOver(services, item, options);
    } catch (error) {
      if (!(error instanceof UserError)) options.onError(item.id, error);
    }
  }
}

/** Takes over everything new of a calendar that is not refused. @returns how much was */
export async function takeAllNew(
  services: DecisionServices,
  { id: calendarId }: Pick<ImportedCalendar, 'id'>,
): Promise<number> {
  const items = await services.db.importedItem.findMany({
    where: { calendarId, state: 'new', endsAt: { gt: new Date(services.now.epochMilliseconds) } },
    orderBy: { startsAt: 'asc' },
    select: { id: true },
  });
  let count = 0;
  for (const { id: itemId } of items) {
    try {
      await decide(services, { itemId, decision: 'take' });
      count += 1;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return count;
}
