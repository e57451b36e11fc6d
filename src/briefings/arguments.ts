import type { CommandContext } from '../context/command-context.ts';
import { isUuid } from '../database/uuid.ts';
import { pick } from '../kit/argument-types/pick.ts';
import { formatInstant } from '../language/format-date.ts';
import { locales } from '../language/locale.ts';
import { isolateBidi } from '../language/text/bidi.ts';
import { fold, matchesQuery } from '../language/text/fold.ts';

import {
  type BriefingDetails,
  findBriefing,
  listBriefings,
  listSentEditions,
  type SentEdition,
} from './queries.ts';
import { briefingTitle } from './title.ts';

const briefingTitles = (one: SentEdition['briefing']): string[] => [
  one.title,
  ...locales.map((locale) => briefingTitle(one, locale)),
];

/** A briefing of the current community. */
export const briefing = () =>
  pick<BriefingDetails, CommandContext>({
    async search(words, context, _args, limit) {
      if (!context.community) return [];
      const all = await listBriefings(context.db, context.community.id);
      return all
        .filter((one) =>
          matchesQuery(
            fold(`${one.title} ${briefingTitle(one, 'en')} ${briefingTitle(one, 'vi')}`),
            words,
          ),
        )
        .slice(0, limit);
    },
    find: async (id, context) =>
      context.community && findBriefing(context.db, { id, communityId: context.community.id }),
    id: ({ id }) => id,
    label: (one, { locale }) => briefingTitle(one, locale),
    names: briefingTitles,
    details: ({ createdAt }, { zone, locale, now }) => [
      formatInstant(createdAt.toTemporalInstant(), zone, locale, now),
    ],
    noMatchKey: 'briefings.errors.none',
  });

/** `Title · time`. */
export const editionLabel = (
  edition: SentEdition,
  { locale, zone, now }: Pick<CommandContext, 'locale' | 'zone' | 'now'>,
): string =>
  `${isolateBidi(briefingTitle(edition.briefing, locale))} · ${formatInstant(edition.scheduledFor.toTemporalInstant(), zone, locale, now)}`;

/** A published edition of the current community. */
export const edition = () =>
  pick<SentEdition, CommandContext>({
    async search(words, context, _args, limit) {
      if (!context.community) return [];
      const all = await listSentEditions(context.db, context.community.id, 100);
      return all
        .filter((one) => matchesQuery(fold(editionLabel(one, context)), words))
        .slice(0, limit);
    },
    async find(id, context) {
      if (!context.community || !isUuid(id)) return undefined;
      const found = await context.db.edition.findFirst({
        where: { id, state: 'sent', briefing: { communityId: context.community.id } },
        include: { briefing: true },
      });
      return found ?? undefined;
    },
    id: ({ id }) => id,
    label: (one, context) => editionLabel(one, context),
    names: ({ briefing: of }) => briefingTitles(of),
    noMatchKey: 'briefings.errors.noEdition',
  });
