import type { CommandContext } from '../context/command-context.ts';
import { isUuid } from '../database/uuid.ts';
import { pick } from '../kit/argument-types/pick.ts';
import { formatInstant } from '../language/format-date.ts';
import { locales } from '../language/locale.ts';
import { isolateBidi } from '../language/text/bidi.ts';
import { fold, matchesQuery } from '../language/text/fold.ts';
import { briefingTitle } from './messages.ts';
import {
  type BriefingDetails,
  findBriefing,
  listBriefings,
  listSentEditions,
  type SentEdition,
} from './queries.ts';

const briefingTitles = (one: SentEdition['briefing']): string[] => [
  one.title,
  ...locales.map((locale) => briefingTitle(one, locale)),
];

/** One of the community's briefings. */
export const briefing = () =>
  pick<BriefingDetails, CommandContext>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const all = await listBriefings(call.db, call.community.id);
      return all
        .filter((one) =>
          matchesQuery(
            fold(`${one.title} ${briefingTitle(one, 'en')} ${briefingTitle(one, 'vi')}`),
            words,
          ),
        )
        .slice(0, limit);
    },
    find: async (id, call) =>
      call.community && findBriefing(call.db, { id, communityId: call.community.id }),
    id: ({ id }) => id,
    label: (one, { locale }) => briefingTitle(one, locale),
    names: briefingTitles,
    details: ({ createdAt }, { zone, locale, now }) => [
      formatInstant(createdAt.toTemporalInstant(), zone, locale, now),
    ],
    noMatchKey: 'briefings.errors.none',
  });

/** Title and time of an edition. */
export const editionLabel = (
  edition: SentEdition,
  { locale, zone, now }: Pick<CommandContext, 'locale' | 'zone' | 'now'>,
): string =>
  `${isolateBidi(briefingTitle(edition.briefing, locale))} · ${formatInstant(edition.scheduledFor.toTemporalInstant(), zone, locale, now)}`;

/** An edition that was sent. */
export const edition = () =>
  pick<SentEdition, CommandContext>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const all = await listSentEditions(call.db, call.community.id, 100);
      return all
        .filter((one) => matchesQuery(fold(editionLabel(one, call)), words))
        .slice(0, limit);
    },
    async find(id, call) {
      if (!call.community || !isUuid(id)) return undefined;
      const found = await call.db.edition.findFirst({
        where: { id, state: 'sent', briefing: { communityId: call.community.id } },
        include: { briefing: true },
      });
      return found ?? undefined;
    },
    id: ({ id }) => id,
    label: (one, call) => editionLabel(one, call),
    names: ({ briefing: of }) => briefingTitles(of),
    noMatchKey: 'briefings.errors.noEdition',
  });
