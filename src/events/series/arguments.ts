import type { CommandContext } from '../../context/command-context.ts';
import type { EventSeries } from '../../database/generated/client.ts';
import { isUuid } from '../../database/uuid.ts';
import { choice } from '../../kit/argument-types/choice.ts';
import { pick } from '../../kit/argument-types/pick.ts';
import { fold } from '../../language/text/fold.ts';
import { readTemplate } from '../repeats/template.ts';
import { seriesScopes } from './changes/rows.ts';

/** Which dates of a series a change is for: buttons pass it. */
export const scopeArgument = {
  scope: choice(seriesScopes, 'events.series.scopes').optional().hide(),
};

const titleOf = ({ template }: EventSeries): string => {
  try {
    return readTemplate(template).title;
  } catch {
    return '?';
  }
};

/** An event of this community that repeats and is paused. */
export const pausedSeries = () =>
  pick<EventSeries, CommandContext>({
    async search(words, { db, community }, _given, limit) {
      if (!community) return [];
      const found = await db.eventSeries.findMany({
        where: { communityId: community.id, pausedAt: { not: null } },
        orderBy: { pausedAt: 'desc' },
        take: 200,
      });
      const wanted = fold(words);
      return found.filter((one) => fold(titleOf(one)).includes(wanted)).slice(0, limit);
    },
    async find(id, { db, community }) {
      if (!isUuid(id) || !community) return undefined;
      const where = { id, communityId: community.id };
      return (await db.eventSeries.findFirst({ where })) ?? undefined;
    },
    id: ({ id }) => id,
    label: titleOf,
    names: (series) => [titleOf(series)],
    noMatchKey: 'events.series.nonePaused',
  });
