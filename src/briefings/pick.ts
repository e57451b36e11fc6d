import type { Call } from '../communities/call.ts';
import { isId } from '../database/id.ts';
import { pick } from '../kit/kinds/pick.ts';
import { fold, matches } from '../language/fold.ts';
import { isolate } from '../language/isolate.ts';
import { locales } from '../language/locale.ts';
import { sayInstant } from '../language/say-date.ts';
import {
  briefingsOf,
  findBriefing,
  type SentEdition,
  sentEditions,
  type WholeBriefing,
} from './find.ts';
import { briefingTitle } from './words.ts';

const titlesOf = (one: SentEdition['briefing']): string[] => [
  one.title,
  ...locales.map((locale) => briefingTitle(one, locale)),
];

/** One of the community's briefings. */
export const briefing = () =>
  pick<WholeBriefing, Call>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const all = await briefingsOf(call.db, call.community.id);
      return all
        .filter((one) =>
          matches(
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
    names: titlesOf,
    details: ({ createdAt }, { zone, locale, now }) => [
      sayInstant(createdAt.toTemporalInstant(), zone, locale, now),
    ],
    none: 'briefings.errors.none',
  });

/** Title and time of an edition. */
export const editionLabel = (
  edition: SentEdition,
  { locale, zone, now }: Pick<Call, 'locale' | 'zone' | 'now'>,
): string =>
  `${isolate(briefingTitle(edition.briefing, locale))} · ${sayInstant(edition.beatAt.toTemporalInstant(), zone, locale, now)}`;

/** An edition that was sent. */
export const edition = () =>
  pick<SentEdition, Call>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const all = await sentEditions(call.db, call.community.id, 100);
      return all.filter((one) => matches(fold(editionLabel(one, call)), words)).slice(0, limit);
    },
    async find(id, call) {
      if (!call.community || !isId(id)) return undefined;
      const found = await call.db.edition.findFirst({
        where: { id, state: 'sent', briefing: { communityId: call.community.id } },
        include: { briefing: true },
      });
      return found ?? undefined;
    },
    id: ({ id }) => id,
    label: (one, call) => editionLabel(one, call),
    names: ({ briefing: of }) => titlesOf(of),
    none: 'briefings.errors.noEdition',
  });
